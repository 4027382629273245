package dev.ambi.compat.descr;

import dev.ambi.bridge.abi.DescrFieldException;
import dev.ambi.bridge.numpy.DescrFields;
import dev.ambi.bridge.numpy.DescrLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;

/**
 * Writes a descriptor in another shape: of built-in, flexible, structured, sub-array, datetime and
 * user dtypes, from each {@link DescrForm} to each. What both shapes can say comes back the same;
 * what the target cannot say is refused, with the field and its value, and never cut off:
 *
 * <ul>
 *   <li>an {@code elsize} or {@code alignment} above 2<sup>31</sup> - 1, for 1.x and the prototype;
 *   <li>{@code flags} beyond the lowest eight, for the same;
 *   <li>a dtype that 1.x knows nothing of (NEP 42's: {@code type_num} negative, or that of
 *       StringDType), for which 2.x has a shorter struct.
 * </ul>
 *
 * <p>The header ({@code ob_base}) is not touched, as it belongs to who made the struct; nor is
 * {@code hash} taken over, a cache that each version fills for itself: it becomes -1. {@code f} is
 * in 1.x and in the prototype only; 2.x has it in the class of the dtype.
 *
 * <pre>{@code
 * var toOld = new DescrTranslator(DescrForm.NUMPY_2, DescrForm.NUMPY_1, references);
 * toOld.translate(descr, arena.allocate(DescrForm.NUMPY_1.byteSize(), 8));
 * }</pre>
 *
 * <p>Immutable and as thread-safe as its references are.
 */
public final class DescrTranslator {
  /** The first type number of the dtypes that have no fields of 1.x, in {@code NPY_TYPES}. */
  private static final int NPY_VSTRING = 2056;

  private final DescrForm from;
  private final DescrForm to;
  private final DescrReferences references;

  /**
   * A translator.
   *
   * @param from the shape of the sources
   * @param to the shape of the targets
   * @param references what becomes of addresses
   */
  public DescrTranslator(DescrForm from, DescrForm to, DescrReferences references) {
    this.from = Objects.requireNonNull(from, "from");
    this.to = Objects.requireNonNull(to, "to");
    this.references = Objects.requireNonNull(references, "references");
  }

  /** {@return the shape of the sources} */
  public DescrForm from() {
    return from;
  }

  /** {@return the shape of the targets} */
  public DescrForm to() {
    return to;
  }

  /**
   * Writes what {@code source} says into {@code target}, all of it but the header.
   *
   * @param source a struct of the shape {@link #from}, as long at least
   * @param target a struct of the shape {@link #to}, as long at least; aligned to 8 bytes
   * @throws DescrFieldException where the target cannot say it; nothing was written then
   * @throws IndexOutOfBoundsException where a segment is shorter than the struct
   */
  public void translate(MemorySegment source, MemorySegment target) {
    Objects.checkFromIndexSize(0, from.byteSize(), source.byteSize());
    Objects.checkFromIndexSize(0, to.byteSize(), target.byteSize());
    DescrLayout a = from.layout();
    DescrLayout b = to.layout();
    requireLegacy(source);
    DescrFields.requireRoom(a, source, b);
    // What can fail comes first: then nothing of the target is written.
    long names = pointer(source, a.names());
    long fields = 0;
    long subarray = pointer(source, a.subarray());
    long made = 0;
    long functions;
    long auxData = pointer(source, a.cMetadata());
    try {
      fields = fields(pointer(source, a.fields()), names);
      made = subarray == 0 ? 0 : references.subarray(subarray);
      functions = functions(source);
      auxData = auxData == 0 ? 0 : references.auxData(auxData);
    } catch (RuntimeException e) {
      if (fields != 0 || made != 0) {
        references.drop(fields, made);
      }
      throw e;
    }
    DescrFields.write(a, source, b, target);
    put(target, DescrLayout.TYPEOBJ, shared(pointer(source, DescrLayout.TYPEOBJ)));
    put(target, b.subarray(), made);
    put(target, b.fields(), fields);
    put(target, b.names(), shared(names));
    put(target, b.metadata(), shared(pointer(source, a.metadata())));
    put(target, b.cMetadata(), auxData);
    if (b.functions() >= 0) {
      put(target, b.functions(), functions);
    }
  }

  private void requireLegacy(MemorySegment source) {
    int typeNum = source.get(ValueLayout.JAVA_INT, DescrLayout.TYPE_NUM);
    if (typeNum < 0 || typeNum >= NPY_VSTRING) {
      throw new DescrFieldException(
          to.layout().name(),
          "type_num",
          Integer.toString(typeNum),
          "a dtype of that kind has no fields of 1.x: only 2.x's own functions make it");
    }
  }

  /** Without names there are no fields, whatever is in their place (None, often). */
  private long fields(long fields, long names) {
    return names == 0 || from.abi() == to.abi() ? shared(fields) : references.fields(fields);
  }

  private long functions(MemorySegment source) {
    if (to.layout().functions() < 0) {
      return 0;
    }
    long own = from.layout().functions();
    return own >= 0
        ? pointer(source, own)
        : references.functions(source.get(ValueLayout.JAVA_INT, DescrLayout.TYPE_NUM));
  }

  private long shared(long address) {
    return address == 0 ? 0 : references.shared(address);
  }

  private static long pointer(MemorySegment descr, long offset) {
    return descr.get(ValueLayout.JAVA_LONG, offset);
  }

  private static void put(MemorySegment descr, long offset, long address) {
    descr.set(ValueLayout.JAVA_LONG, offset, address);
  }
}
