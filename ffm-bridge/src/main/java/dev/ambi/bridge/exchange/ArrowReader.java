package dev.ambi.bridge.exchange;

import dev.ambi.bridge.exchange.ArrowColumn.Form;
import dev.ambi.bridge.exchange.ArrowColumn.Level;
import dev.ambi.bridge.exchange.ArrowStruct.Array;
import dev.ambi.bridge.exchange.ArrowStruct.Schema;
import dev.ambi.bridge.nativelib.Memory;
import dev.ambi.core.DType;
import dev.ambi.core.DateTimeUnit;
import dev.ambi.core.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads structs of a producer, and checks them as far as they can be. Changes nothing. */
final class ArrowReader {
  private static final int MAX_FORMAT = 4096;

  /** More are no struct that somebody meant. */
  private static final long MAX_COLUMNS = 1 << 20;

  private final Set<ArrowAllow> allowed;
  private final String name;
  private final List<Long> shape = new ArrayList<>();
  private final List<Level> levels = new ArrayList<>();

  private ArrowReader(Set<ArrowAllow> allowed, String name) {
    this.allowed = allowed;
    this.name = name;
  }

  /** {@return one array} */
  static ArrowColumn array(long array, long schema, Set<ArrowAllow> allowed) {
    ArrowReader reader = new ArrowReader(allowed, "ArrowArray");
    reader.check(array, schema);
    if (reader.format(schema).equals(ArrowFormats.STRUCT)) {
      throw reader.bad("is of format '+s', a struct of columns: import it as records");
    }
    return reader.column(array, schema, 0, word(array, Array.LENGTH));
  }

  /** {@return the columns of a struct, in their order} */
  static Map<String, ArrowColumn> records(long array, long schema, Set<ArrowAllow> allowed) {
    ArrowReader reader = new ArrowReader(allowed, "ArrowArray");
    reader.check(array, schema);
    String format = reader.format(schema);
    if (!format.equals(ArrowFormats.STRUCT)) {
      throw reader.bad("is of format '" + format + "', no struct of columns");
    }
    long columns = reader.children(array, schema);
    long first = word(array, Array.OFFSET);
    long length = word(array, Array.LENGTH);
    reader.buffers(array, 1);
    reader.level(array, first, length);
    Map<String, ArrowColumn> all = new LinkedHashMap<>();
    for (int i = 0; i < columns; i++) {
      long childSchema = reader.child(word(schema, Schema.CHILDREN), i, "schema.children");
      long childArray = reader.child(word(array, Array.CHILDREN), i, "children");
      String text = Memory.string(word(childSchema, Schema.NAME));
      String key = text == null ? "" : text;
      ArrowReader own = new ArrowReader(allowed, "column '" + key + "'");
      own.check(childArray, childSchema);
      own.levels.addAll(reader.levels);
      if (own.format(childSchema).equals(ArrowFormats.STRUCT)) {
        throw own.bad("is a struct itself, which no array holds");
      }
      if (all.put(key, own.column(childArray, childSchema, first, length)) != null) {
        throw reader.bad("has two columns of the name '" + key + "'");
      }
    }
    return all;
  }

  /**
   * Reads {@code rows} elements from {@code start} on, counted from the array's own offset. Both
   * structs have been checked.
   */
  private ArrowColumn column(long array, long schema, long start, long rows) {
    long length = word(array, Array.LENGTH);
    if (start > length - rows) {
      throw bad("has length %d, and its parent needs %d".formatted(length, start + rows));
    }
    long first = word(array, Array.OFFSET) + start;
    if (shape.isEmpty()) {
      shape.add(rows);
    }
    String format = format(schema);
    level(array, first, rows);
    if (format.startsWith(ArrowFormats.FIXED_LIST)) {
      long each = ArrowFormats.number(format, ArrowFormats.FIXED_LIST, name);
      return items(array, schema, first, rows, each);
    }
    if (ArrowFormats.hasTimezone(format)) {
      if (!allowed.contains(ArrowAllow.DROP_TIMEZONE)) {
        throw bad(
            "is in the time zone '%s', which datetime64 has not; ArrowAllow.DROP_TIMEZONE gives"
                    .formatted(format.substring(4))
                + " the instants in UTC");
      }
      format = format.substring(0, 4);
    }
    Form form =
        switch (format) {
          case ArrowFormats.BOOL -> Form.BITS;
          case ArrowFormats.DATE32 -> Form.DAYS;
          default -> Form.AS_IN_ARRAYS;
        };
    DType dtype =
        switch (form) {
          case BITS -> DType.BOOL;
          case DAYS -> DType.dateTime64(DateTimeUnit.DAY);
          case AS_IN_ARRAYS -> ArrowFormats.dtype(format, name);
        };
    buffers(array, 2);
    if (word(array, Array.N_CHILDREN) != 0 || word(schema, Schema.N_CHILDREN) != 0) {
      throw bad("of format '" + format + "' has children");
    }
    long data = Memory.getLong(word(array, Array.BUFFERS) + Long.BYTES);
    checkData(data, form, dtype, first, rows);
    long[] lengths = shape.stream().mapToLong(Long::longValue).toArray();
    return new ArrowColumn(name, form, dtype, lengths, data, first, List.copyOf(levels));
  }

  /** Reads the elements of fixed-size lists. */
  private ArrowColumn items(long array, long schema, long first, long rows, long each) {
    buffers(array, 1);
    if (children(array, schema) != 1) {
      throw bad("is a list of fixed size, and has no single child");
    }
    if (shape.size() == Shape.MAX_NDIM) {
      throw bad("has more than " + Shape.MAX_NDIM + " dimensions");
    }
    shape.add(each);
    long childArray = child(word(array, Array.CHILDREN), 0, "children");
    long childSchema = child(word(schema, Schema.CHILDREN), 0, "schema.children");
    check(childArray, childSchema);
    try {
      return column(
          childArray, childSchema, Math.multiplyExact(first, each), Math.multiplyExact(rows, each));
    } catch (ArithmeticException e) {
      throw bad("has more elements than the address space");
    }
  }

  private void checkData(long data, Form form, DType dtype, long first, long rows) {
    if (rows == 0 || form == Form.AS_IN_ARRAYS && dtype.itemSize() == 0) {
      return;
    }
    if (data == 0) {
      throw bad("has %d elements, and buffers[1] is NULL".formatted(rows));
    }
    try {
      long bytes =
          switch (form) {
            case BITS -> Bits.bytes(first + rows);
            case DAYS -> Math.multiplyExact(first + rows, Integer.BYTES);
            case AS_IN_ARRAYS -> Math.multiplyExact(first + rows, dtype.itemSize());
          };
      if (data < 0) {
        throw new ArithmeticException();
      }
      Math.addExact(data, bytes);
    } catch (ArithmeticException e) {
      throw bad(
          "of %d elements at offset %d leaves the address space with buffers[1] at 0x%x"
              .formatted(rows, first, data));
    }
  }

  /** What every array and every schema has to fulfil. */
  private void check(long array, long schema) {
    if (word(array, Array.RELEASE) == 0) {
      throw bad("was released, or moved to another struct: release is NULL");
    }
    if (word(schema, Schema.RELEASE) == 0) {
      throw bad("has a schema that was released, or moved to another struct: release is NULL");
    }
    long length = word(array, Array.LENGTH);
    long offset = word(array, Array.OFFSET);
    long nulls = word(array, Array.NULL_COUNT);
    if (length < 0 || offset < 0 || length + offset < 0) {
      throw bad("has length %d and offset %d".formatted(length, offset));
    }
    if (nulls < -1 || nulls > length) {
      throw bad("has null_count %d and length %d".formatted(nulls, length));
    }
    if (word(array, Array.DICTIONARY) != 0 || word(schema, Schema.DICTIONARY) != 0) {
      throw bad("is encoded with a dictionary: decode it before it is exported");
    }
  }

  private void buffers(long array, int count) {
    long n = word(array, Array.N_BUFFERS);
    if (n != count) {
      throw bad("has %d buffers, and its format wants %d".formatted(n, count));
    }
    if (word(array, Array.BUFFERS) == 0) {
      throw bad("has buffers NULL");
    }
  }

  /** {@return how many children both structs say there are} */
  private long children(long array, long schema) {
    long n = word(array, Array.N_CHILDREN);
    long same = word(schema, Schema.N_CHILDREN);
    if (n != same || n < 0 || n > MAX_COLUMNS) {
      throw bad("has %d children, and its schema %d".formatted(n, same));
    }
    return n;
  }

  private long child(long children, int i, String field) {
    long child = children == 0 ? 0 : Memory.getLong(children + (long) Long.BYTES * i);
    if (child == 0) {
      throw bad("has NULL for " + field + (children == 0 ? "" : "[" + i + "]"));
    }
    return child;
  }

  /** Remembers where there are nulls. */
  private void level(long array, long first, long rows) {
    long nulls = word(array, Array.NULL_COUNT);
    if (nulls == 0 || rows == 0) {
      return;
    }
    long n = word(array, Array.N_BUFFERS);
    long buffers = word(array, Array.BUFFERS);
    long validity = n < 1 || buffers == 0 ? 0 : Memory.getLong(buffers);
    if (validity == 0) {
      if (nulls > 0) {
        throw bad("has null_count %d, and buffers[0], the bitmap, is NULL".formatted(nulls));
      }
      return;
    }
    if (validity < 0 || validity + Bits.bytes(first + rows) < 0) {
      throw bad("has a bitmap outside of the address space");
    }
    if (Bits.zeros(validity, first, rows) != 0) {
      levels.add(new Level(validity, first, rows));
    }
  }

  private String format(long schema) {
    long at = word(schema, Schema.FORMAT);
    if (at == 0) {
      throw bad("has no format: it is NULL");
    }
    StringBuilder format = new StringBuilder();
    for (byte b = Memory.getByte(at); b != 0; b = Memory.getByte(at + format.length())) {
      if (b < ' ' || b == 0x7f || format.length() == MAX_FORMAT) {
        throw bad("has a format that is no text of ASCII, or too long");
      }
      format.append((char) b);
    }
    return format.toString();
  }

  private static long word(long struct, long field) {
    return Memory.getLong(struct + field);
  }

  private IllegalArgumentException bad(String problem) {
    return new IllegalArgumentException(name + " " + problem);
  }
}
