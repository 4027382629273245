package dev.ambi.bridge.exchange;

import dev.ambi.bridge.exchange.ArrowStruct.Array;
import dev.ambi.bridge.nativelib.Memory;
import dev.ambi.core.NDArray;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * How to import what a producer exported by the Arrow C data interface: {@link Arrow#importing} and
 * {@link #in} make one. Immutable.
 *
 * <p>An import takes both structs over, as the interface wants it: it moves the array (in the
 * caller's struct {@code release} is NULL then) and releases the schema. The producer's {@code
 * release} of the array is called once: when no array over its memory is reachable, on a thread of
 * this package's; when the arena closes; or at once where everything was copied. An import that
 * throws takes nothing: both structs still are the caller's.
 *
 * <p>The collector does not see how much memory an import keeps in use: a program that imports much
 * gives its imports an arena.
 *
 * <p>Arrays over the producer's memory are read-only, copies are not. Extension types are imported
 * as what they are stored as; other metadata is not read.
 */
public final class ArrowImport {
  private final Arena arena;
  private final Set<ArrowAllow> allowed;

  ArrowImport(Arena arena, Set<ArrowAllow> allowed) {
    this.arena = arena;
    this.allowed = allowed;
  }

  static ArrowImport allowing(ArrowAllow... allowed) {
    EnumSet<ArrowAllow> set = EnumSet.noneOf(ArrowAllow.class);
    Collections.addAll(set, allowed);
    return new ArrowImport(null, Collections.unmodifiableSet(set));
  }

  /**
   * {@return the same, with an arena that ends the arrays and releases the producer's, in which
   * copies lie too}
   *
   * @param arena the arena
   */
  public ArrowImport in(Arena arena) {
    return new ArrowImport(Objects.requireNonNull(arena, "arena"), allowed);
  }

  /**
   * {@return an array: of one dimension, or of more where Arrow has lists of fixed size}
   *
   * @param array an {@code ArrowArray}, or its bare address
   * @param schema its {@code ArrowSchema}, or its bare address
   * @throws IllegalArgumentException if the structs contradict each other or themselves, or say
   *     what no array can; if it has nulls, or would have to be copied, and that is not allowed
   */
  public NDArray array(MemorySegment array, MemorySegment schema) {
    return one(array, schema, false, MaskedArray::values);
  }

  /**
   * {@return an array, and where its nulls are}
   *
   * @param array an {@code ArrowArray}, or its bare address
   * @param schema its {@code ArrowSchema}, or its bare address
   * @throws IllegalArgumentException as {@link #array}, but for nulls
   */
  public MaskedArray masked(MemorySegment array, MemorySegment schema) {
    return one(array, schema, true, m -> m);
  }

  /**
   * {@return the columns of a struct array, as record batches are exported, in their order; a row
   * that is null is so in each column}
   *
   * @param array an {@code ArrowArray}, or its bare address
   * @param schema its {@code ArrowSchema}, or its bare address
   * @throws IllegalArgumentException as {@link #array}; if two columns have the same name
   */
  public Map<String, NDArray> records(MemorySegment array, MemorySegment schema) {
    return all(array, schema, false, MaskedArray::values);
  }

  /**
   * {@return the columns of a struct array, each with where its nulls are}
   *
   * @param array an {@code ArrowArray}, or its bare address
   * @param schema its {@code ArrowSchema}, or its bare address
   * @throws IllegalArgumentException as {@link #records}, but for nulls
   */
  public Map<String, MaskedArray> maskedRecords(MemorySegment array, MemorySegment schema) {
    return all(array, schema, true, m -> m);
  }

  private <T> T one(
      MemorySegment array, MemorySegment schema, boolean masked, Function<MaskedArray, T> form) {
    long arrayAt = Structs.address(array, ArrowStruct.ARRAY_BYTES, "ArrowArray");
    long schemaAt = Structs.address(schema, ArrowStruct.SCHEMA_BYTES, "ArrowSchema");
    ArrowColumn column = ArrowReader.array(arrayAt, schemaAt, allowed);
    column.check(allowed, masked);
    Moved moved = new Moved(arrayAt, arena);
    T result = form.apply(made(column, moved.memory, masked));
    moved.take(schemaAt, List.of(column), masked);
    return result;
  }

  private <T> Map<String, T> all(
      MemorySegment array, MemorySegment schema, boolean masked, Function<MaskedArray, T> form) {
    long arrayAt = Structs.address(array, ArrowStruct.ARRAY_BYTES, "ArrowArray");
    long schemaAt = Structs.address(schema, ArrowStruct.SCHEMA_BYTES, "ArrowSchema");
    Map<String, ArrowColumn> columns = ArrowReader.records(arrayAt, schemaAt, allowed);
    columns.values().forEach(c -> c.check(allowed, masked));
    Moved moved = new Moved(arrayAt, arena);
    Map<String, T> result = new LinkedHashMap<>();
    columns.forEach(
        (name, column) -> result.put(name, form.apply(made(column, moved.memory, masked))));
    moved.take(schemaAt, columns.values(), masked);
    return Collections.unmodifiableMap(result);
  }

  private MaskedArray made(ArrowColumn column, Borrowed memory, boolean masked) {
    return new MaskedArray(
        column.values(memory, arena, masked), masked ? column.mask(arena) : null);
  }

  /** An {@code ArrowArray} in a place of our own, where its producer's callback finds it. */
  private static final class Moved {
    final Borrowed memory;
    private final long from;
    private final MemorySegment struct = Arena.ofAuto().allocate(ArrowStruct.ARRAY);

    Moved(long from, Arena arena) {
      this.from = from;
      MemorySegment own = struct;
      this.memory =
          new Borrowed(
              arena,
              () -> {
                ArrowStruct.releaseArray(own.address());
                Reference.reachabilityFence(own);
              });
    }

    /** All has been read. */
    void take(long schema, Collection<ArrowColumn> columns, boolean masked) {
      struct.copyFrom(Memory.segment(from, ArrowStruct.ARRAY_BYTES));
      memory.begin();
      Memory.putLong(from + Array.RELEASE, 0);
      ArrowStruct.releaseSchema(schema);
      if (columns.stream().allMatch(c -> c.isCopied(masked))) {
        memory.finish();
      }
    }
  }
}
