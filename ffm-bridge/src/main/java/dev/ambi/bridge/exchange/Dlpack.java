package dev.ambi.bridge.exchange;

import dev.ambi.core.NDArray;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/**
 * Tensors shared with other native libraries in both directions, as DLPack's header {@code
 * dlpack.h} lays them down. Nothing is copied but where {@link ExportMode#COPY} asks for it.
 *
 * <p><b>Ownership.</b> Who has a managed tensor calls its {@code deleter} once. An export is
 * whoever's it is handed to; until its deleter runs, it keeps the array's memory alive. The deleter
 * is C code that enters neither the JVM nor a lock of ours: any thread may call it at any time. An
 * import belongs to the array that it gives; the producer's deleter runs when neither the array nor
 * a view of it is reachable, on a thread of this package's, or when the caller's arena closes. An
 * import that throws takes nothing: the tensor still is the caller's.
 *
 * <p>The collector does not see how much memory an import keeps in use: a program that imports much
 * gives its imports an arena.
 *
 * <p>Of a tensor from outside everything is checked that can be. An address that is not one, or a
 * shape larger than what is there, ends the process.
 *
 * <p>Thread-safe.
 */
public final class Dlpack {

  private Dlpack() {}

  /**
   * {@return a {@code DLManagedTensor} (64 bytes) that shows the array}
   *
   * <p>It cannot tell consumers that the array is read-only: such an array is refused.
   *
   * @param array the array: of bool, integers, floating-point or complex numbers
   * @param mode whose memory it shows
   * @throws IllegalArgumentException if a tensor cannot show the array; the message says why, and
   *     what to do
   * @throws IllegalStateException if the array's memory was freed
   */
  public static MemorySegment exportTensor(NDArray array, ExportMode mode) {
    return DlpackExport.write(DlpackStruct.PLAIN, array, Objects.requireNonNull(mode, "mode"));
  }

  /**
   * {@return a {@code DLManagedTensorVersioned} (80 bytes) of version 1.0 that shows the array,
   * with its flags for read-only arrays and for copies}
   *
   * @param array the array: of bool, integers, floating-point or complex numbers
   * @param mode whose memory it shows
   * @throws IllegalArgumentException if a tensor cannot show the array; the message says why, and
   *     what to do
   * @throws IllegalStateException if the array's memory was freed
   */
  public static MemorySegment exportVersioned(NDArray array, ExportMode mode) {
    return DlpackExport.write(DlpackStruct.VERSIONED, array, Objects.requireNonNull(mode, "mode"));
  }

  /**
   * {@return an array over a tensor's elements, under the collector}
   *
   * @param managed a {@code DLManagedTensor}, or its bare address
   * @throws IllegalArgumentException if it is on another device than the CPU, of a dtype that is
   *     not here, or of a shape or strides that no array has; the field is named
   * @throws IllegalStateException if it is imported already
   */
  public static NDArray importTensor(MemorySegment managed) {
    return DlpackImport.read(DlpackStruct.PLAIN, managed, null);
  }

  /**
   * {@return an array over a tensor's elements, until an arena closes}
   *
   * @param managed a {@code DLManagedTensor}, or its bare address
   * @param arena the arena
   * @throws IllegalArgumentException as {@link #importTensor(MemorySegment)}
   * @throws IllegalStateException if it is imported already
   */
  public static NDArray importTensor(MemorySegment managed, Arena arena) {
    return DlpackImport.read(DlpackStruct.PLAIN, managed, Objects.requireNonNull(arena, "arena"));
  }

  /**
   * {@return an array over a tensor's elements, under the collector; read-only if the tensor says
   * so}
   *
   * @param managed a {@code DLManagedTensorVersioned} of version 1, or its bare address
   * @throws IllegalArgumentException as {@link #importTensor(MemorySegment)}, and for another major
   *     version
   * @throws IllegalStateException if it is imported already
   */
  public static NDArray importVersioned(MemorySegment managed) {
    return DlpackImport.read(DlpackStruct.VERSIONED, managed, null);
  }

  /**
   * {@return an array over a tensor's elements, until an arena closes; read-only if the tensor says
   * so}
   *
   * @param managed a {@code DLManagedTensorVersioned} of version 1, or its bare address
   * @param arena the arena
   * @throws IllegalArgumentException as {@link #importVersioned(MemorySegment)}
   * @throws IllegalStateException if it is imported already
   */
  public static NDArray importVersioned(MemorySegment managed, Arena arena) {
    return DlpackImport.read(
        DlpackStruct.VERSIONED, managed, Objects.requireNonNull(arena, "arena"));
  }

  /**
   * Calls the deleter of a tensor that is not to be used: of an export that nobody took, of an
   * import that was refused.
   *
   * @param managed a {@code DLManagedTensor}, or its bare address
   * @throws IllegalStateException if it is imported
   */
  public static void releaseTensor(MemorySegment managed) {
    release(DlpackStruct.PLAIN, managed);
  }

  /**
   * Calls the deleter of a tensor that is not to be used, of whatever version: of an export that
   * nobody took, of an import that was refused.
   *
   * @param managed a {@code DLManagedTensorVersioned}, or its bare address
   * @throws IllegalStateException if it is imported
   */
  public static void releaseVersioned(MemorySegment managed) {
    release(DlpackStruct.VERSIONED, managed);
  }

  private static void release(DlpackStruct struct, MemorySegment managed) {
    long address = Structs.address(managed, struct.bytes(), struct.name());
    DlpackImport.checkNotImported(struct, address);
    DlpackImport.delete(struct, address);
  }
}
