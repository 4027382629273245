package dev.ambi.core;

import dev.ambi.core.internal.dtype.DTypeText;
import dev.ambi.core.internal.dtype.StructLayout;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Named fields at offsets within an element. Fields may overlap and leave gaps. Two structured
 * dtypes are equal if their fields and sizes are, aligned or not.
 *
 * @param fields the fields, in their order
 * @param itemSize the size of an element in bytes
 * @param aligned whether the fields lie as a C compiler places them, which gives the whole an
 *     alignment
 */
public record StructDType(List<Field> fields, long itemSize, boolean aligned) implements DType {
  /**
   * Checks the fields.
   *
   * @throws IllegalArgumentException if a name or title is there twice, a field lies outside of the
   *     element, or a dtype that is to be aligned is not
   */
  public StructDType {
    fields = List.copyOf(fields);
    StructLayout.check(fields, itemSize, aligned);
  }

  @Override
  public TypeId id() {
    return TypeId.VOID;
  }

  /** {@return the names of the fields, in their order} */
  public List<String> names() {
    return fields.stream().map(Field::name).toList();
  }

  /**
   * {@return the field of a name or title}
   *
   * @param name the name or title
   * @throws IllegalArgumentException if there is none
   */
  public Field field(String name) {
    return StructLayout.find(this, name);
  }

  /** {@return the native byte order if every field is in it, else the other one} */
  @Override
  public ByteOrder byteOrder() {
    return StructLayout.byteOrder(fields);
  }

  /**
   * {@return this dtype with every field in the given byte order}
   *
   * @param order the byte order wanted
   */
  @Override
  public DType withByteOrder(ByteOrder order) {
    return new StructDType(
        fields.stream().map(f -> f.withDType(f.dtype().withByteOrder(order))).toList(),
        itemSize,
        aligned);
  }

  @Override
  public int alignment() {
    return aligned ? StructLayout.alignment(fields) : 1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StructDType that
        && itemSize == that.itemSize
        && fields.equals(that.fields);
  }

  @Override
  public int hashCode() {
    return 31 * fields.hashCode() + Long.hashCode(itemSize);
  }

  @Override
  public String toString() {
    return DTypeText.str(this);
  }
}
