package dev.ambi.bridge.layout;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A C struct of one release: size, alignment, fields, and the {@link StructLayout} that they amount
 * to.
 *
 * <p>Fields are named by paths: {@code "elsize"}, {@code "ob_base.ob_type"} for a field of a nested
 * struct, {@code "strides[2]"} for an element of an array. Immutable.
 */
public final class StructFacts {
  private final LayoutSet set;
  private final FactsFile.Shape shape;
  private final List<FieldFacts> fields;
  private volatile MemoryLayout layout;

  StructFacts(LayoutSet set, FactsFile.Shape shape, List<FieldFacts> fields) {
    this.set = set;
    this.shape = shape;
    this.fields = fields;
  }

  FactsFile.Naming naming() {
    return shape.naming();
  }

  /** {@return the name, as {@code "PyArray_Descr"}} */
  public String name() {
    return shape.name();
  }

  /** {@return how C writes the type: the name, after {@code struct} where there is no typedef} */
  public String cType() {
    return shape.naming() == FactsFile.Naming.STRUCT ? "struct " + name() : name();
  }

  /** {@return {@code sizeof}} */
  public long byteSize() {
    return shape.size();
  }

  /** {@return {@code _Alignof}} */
  public long byteAlignment() {
    return shape.alignment();
  }

  /** {@return the fields in the order of their offsets; no padding} */
  public List<FieldFacts> fields() {
    return fields;
  }

  /**
   * The field of that name.
   *
   * @param name no path
   * @return its facts
   * @throws IllegalArgumentException where there is none; lists those that there are
   */
  public FieldFacts field(String name) {
    for (FieldFacts field : fields) {
      if (field.name().equals(name)) {
        return field;
      }
    }
    throw new IllegalArgumentException(
        "%s has no field %s; it has %s"
            .formatted(
                this,
                name,
                fields.stream().map(FieldFacts::name).collect(Collectors.joining(", "))));
  }

  /**
   * Whether there is a field of that name.
   *
   * @param name no path
   * @return whether {@link #field} would find it
   */
  public boolean has(String name) {
    return fields.stream().anyMatch(f -> f.name().equals(name));
  }

  /**
   * The facts about the struct, union or group of bit-fields that is the type of a field; its name
   * is {@code STRUCT.FIELD} where C gives it none.
   *
   * @param field a name, no path
   * @return the facts about its type
   * @throws IllegalArgumentException where there is no such field, or it is a value, a pointer or
   *     an array
   */
  public StructFacts nested(String field) {
    FieldFacts facts = field(field);
    StructFacts type = LayoutMaker.struct(set, this, facts);
    if (type == null) {
      throw new IllegalArgumentException(
          "the field %s of %s is no struct, but %s".formatted(field, this, facts.cType()));
    }
    return type;
  }

  /**
   * The layout: each field a member of its name, pointers {@code ADDRESS}, arrays sequences,
   * structs within structs likewise, the gaps padding. Fields that share an offset are members of a
   * union without a name. A struct of bit-fields is the value of its storage unit. The order of
   * bytes is the machine's.
   *
   * @return the layout, the same object each time
   */
  public StructLayout layout() {
    return (StructLayout) memoryLayout();
  }

  /** As {@link #layout}, for the types of fields too, which may be unions or values. */
  MemoryLayout memoryLayout() {
    MemoryLayout made = layout;
    if (made == null) {
      made = new LayoutMaker(set, this).make();
      layout = made;
    }
    return made;
  }

  /**
   * The offset of what {@code path} names.
   *
   * @param path as the class tells
   * @return the offset from the start of the struct, in bytes
   * @throws IllegalArgumentException for a field that is not there, or an index that is outside its
   *     array
   */
  public long byteOffset(String path) {
    return memoryLayout().byteOffset(FieldPath.of(this, path));
  }

  /**
   * A handle to the value that {@code path} names.
   *
   * @param path as the class tells
   * @return a handle with one coordinate: a segment that begins where the struct begins
   * @throws IllegalArgumentException for a field that is not there, or that is no single value
   */
  public VarHandle varHandle(String path) {
    VarHandle handle = memoryLayout().varHandle(FieldPath.of(this, path));
    return MethodHandles.insertCoordinates(handle, 1, 0L);
  }

  /** Name and release, as {@code "PyArray_Descr of NumPy 1.26"}. */
  @Override
  public String toString() {
    return name() + " of " + set;
  }
}
