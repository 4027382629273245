package dev.ambi.core;

import dev.ambi.core.internal.dtype.StructLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Builds a structured dtype, field after field.
 *
 * <p>
 *
 * {@snippet :
 * DType point = DType.struct().field("x", DType.FLOAT64).field("id", DType.INT32).build();
 * }
 */
public final class StructBuilder {

  /** A field whose offset may still be open. */
  private record Entry(String name, Optional<String> title, DType dtype, long offset) {}

  private static final long NEXT = -1;

  private final List<Entry> entries = new ArrayList<>();
  private boolean aligned;
  private long itemSize = NEXT;

  StructBuilder() {}

  /**
   * Adds a field behind the one before.
   *
   * @param name its name; an empty one becomes {@code f0}, {@code f1}, ... by its position
   * @param dtype the type of what it holds
   * @return this builder
   */
  public StructBuilder field(String name, DType dtype) {
    return add(name, Optional.empty(), dtype, NEXT);
  }

  /**
   * Adds a field that holds an array.
   *
   * @param name its name
   * @param dtype the type of the elements of the array
   * @param shape the shape of the array
   * @return this builder
   */
  public StructBuilder field(String name, DType dtype, long... shape) {
    return field(name, DType.subArray(dtype, shape));
  }

  /**
   * Adds a field with a second name.
   *
   * @param name its name
   * @param title the second name
   * @param dtype the type of what it holds
   * @return this builder
   */
  public StructBuilder titled(String name, String title, DType dtype) {
    return add(name, Optional.of(title), dtype, NEXT);
  }

  /**
   * Adds a field at a place.
   *
   * @param name its name
   * @param dtype the type of what it holds
   * @param offset where it starts, in bytes
   * @return this builder
   * @throws IllegalArgumentException if the offset is negative
   */
  public StructBuilder fieldAt(String name, DType dtype, long offset) {
    Field f = new Field(name, dtype, offset);
    return add(f.name(), f.title(), f.dtype(), f.offset());
  }

  /**
   * Adds a field behind the one before, with the names and the dtype of another one.
   *
   * @param field the other field; its offset means nothing
   * @return this builder
   */
  public StructBuilder like(Field field) {
    return put(field.name(), field.title(), field.dtype(), NEXT);
  }

  private StructBuilder add(String name, Optional<String> title, DType dtype, long offset) {
    return put(name.isEmpty() ? "f" + entries.size() : name, title, dtype, offset);
  }

  private StructBuilder put(String name, Optional<String> title, DType dtype, long offset) {
    entries.add(new Entry(name, title, dtype, offset));
    return this;
  }

  /**
   * Places the fields as a C compiler does.
   *
   * @param value whether to
   * @return this builder
   */
  public StructBuilder aligned(boolean value) {
    aligned = value;
    return this;
  }

  /**
   * Makes an element larger than its fields need.
   *
   * @param size the size of an element in bytes
   * @return this builder
   */
  public StructBuilder itemSize(long size) {
    if (size < 0) {
      throw new IllegalArgumentException("negative size of a dtype: " + size);
    }
    itemSize = size;
    return this;
  }

  /**
   * {@return the dtype}
   *
   * @throws IllegalArgumentException if a name or title is there twice, a field lies outside of the
   *     size, or the whole is too large
   */
  public StructDType build() {
    List<Field> fields = new ArrayList<>();
    long end = 0;
    for (Entry e : entries) {
      long at = e.offset();
      if (at == NEXT) {
        at = aligned ? StructLayout.roundUp(end, e.dtype().alignment()) : end;
      }
      Field field = new Field(e.name(), e.title(), e.dtype(), at);
      fields.add(field);
      end = Math.max(end, StructLayout.end(field));
    }
    if (aligned) {
      end = StructLayout.roundUp(end, StructLayout.alignment(fields));
    }
    if (itemSize != NEXT && itemSize < end) {
      throw StructLayout.tooSmall(end, itemSize);
    }
    return new StructDType(fields, itemSize == NEXT ? end : itemSize, aligned);
  }
}
