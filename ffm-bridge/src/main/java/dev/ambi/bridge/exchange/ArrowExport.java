package dev.ambi.bridge.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ambi.bridge.exchange.ArrowStruct.Array;
import dev.ambi.bridge.exchange.ArrowStruct.Schema;
import dev.ambi.bridge.nativelib.Memory;
import dev.ambi.core.NDArray;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes an array and its schema. Each struct, children included, is a loan of its own, because a
 * consumer may move a child out and release it later than its parent.
 */
final class ArrowExport {
  private static final String ITEM = "item";

  /** What has been made so far: ended where the export fails. */
  private final List<Long> loans = new ArrayList<>();

  private ArrowExport() {}

  /** Writes one array. */
  static void write(NDArray a, ExportMode mode, MemorySegment array, MemorySegment schema) {
    ArrowLeaf leaf = ArrowLeaf.of(a, mode);
    write(
        array,
        schema,
        (export, arrayAt, schemaAt) -> {
          export.array(arrayAt, leaf, 0, leaf.length());
          export.schema(schemaAt, leaf, 0, "");
        });
  }

  /** Writes arrays of equal lengths as the columns of a struct. */
  static void write(
      Map<String, NDArray> columns, ExportMode mode, MemorySegment array, MemorySegment schema) {
    Map<String, ArrowLeaf> leaves = new LinkedHashMap<>();
    columns.forEach((name, column) -> leaves.put(name, leaf(name, column, mode)));
    long length = length(leaves);
    write(
        array,
        schema,
        (export, arrayAt, schemaAt) -> {
          export.records(arrayAt, List.copyOf(leaves.values()), length);
          export.recordsSchema(schemaAt, leaves);
        });
  }

  private static ArrowLeaf leaf(String name, NDArray column, ExportMode mode) {
    try {
      return ArrowLeaf.of(column, mode);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("column '" + name + "': " + e.getMessage(), e);
    } catch (IllegalStateException e) {
      throw new IllegalStateException("column '" + name + "': " + e.getMessage(), e);
    }
  }

  private static long length(Map<String, ArrowLeaf> leaves) {
    long length = -1;
    String first = null;
    for (Map.Entry<String, ArrowLeaf> leaf : leaves.entrySet()) {
      if (first == null) {
        first = leaf.getKey();
        length = leaf.getValue().length();
      } else if (leaf.getValue().length() != length) {
        throw new IllegalArgumentException(
            "columns of records are equally long: '%s' has %d rows and '%s' has %d"
                .formatted(first, length, leaf.getKey(), leaf.getValue().length()));
      }
    }
    return Math.max(length, 0);
  }

  private interface Body {
    void write(ArrowExport export, long array, long schema);
  }

  /** The caller's structs are written when nothing can fail any more. */
  private static void write(MemorySegment array, MemorySegment schema, Body body) {
    long arrayAt = Structs.address(array, ArrowStruct.ARRAY_BYTES, "ArrowArray");
    long schemaAt = Structs.address(schema, ArrowStruct.SCHEMA_BYTES, "ArrowSchema");
    if (array.isReadOnly() || schema.isReadOnly()) {
      throw new IllegalArgumentException("ArrowArray, ArrowSchema: a read-only segment");
    }
    ArrowExport export = new ArrowExport();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment arrayHere = arena.allocate(ArrowStruct.ARRAY);
      MemorySegment schemaHere = arena.allocate(ArrowStruct.SCHEMA);
      try {
        body.write(export, arrayHere.address(), schemaHere.address());
      } catch (RuntimeException | Error e) {
        export.loans.forEach(Loans::end);
        throw e;
      }
      Memory.segment(arrayAt, ArrowStruct.ARRAY_BYTES).copyFrom(arrayHere);
      Memory.segment(schemaAt, ArrowStruct.SCHEMA_BYTES).copyFrom(schemaHere);
    }
  }

  private long loan(long bytes, Object held) {
    long loan = Loans.make(bytes, held);
    loans.add(loan);
    return loan;
  }

  /** Array and child structs from {@code axis} on. */
  private void array(long at, ArrowLeaf leaf, int axis, long length) {
    if (axis == leaf.shape().length - 1) {
      boolean nulls = leaf.validity() != null;
      Object held = nulls ? List.of(leaf.data(), leaf.validity()) : leaf.data();
      long loan = arrayNode(at, length, leaf.nulls(), 2, 0, held);
      long data = leaf.data().address();
      Memory.putLong(loan, nulls ? leaf.validity().address() : 0);
      // Consumers may want an address even of no elements.
      Memory.putLong(loan + Long.BYTES, data == 0 ? loan : data);
      return;
    }
    long loan = arrayNode(at, length, 0, 1, 1, null);
    array(
        child(loan, 1, 1, 0, ArrowStruct.ARRAY_BYTES),
        leaf,
        axis + 1,
        length * leaf.shape()[axis + 1]);
  }

  private void records(long at, List<ArrowLeaf> leaves, long length) {
    int n = leaves.size();
    long loan = arrayNode(at, length, 0, 1, n, null);
    for (int i = 0; i < n; i++) {
      array(child(loan, 1, n, i, ArrowStruct.ARRAY_BYTES), leaves.get(i), 0, length);
    }
  }

  /** A struct at {@code at}, whose loan has: buffers, pointers to children, children. */
  private long arrayNode(long at, long length, long nulls, int buffers, int children, Object held) {
    long pointers = (long) Long.BYTES * (buffers + children);
    long loan = loan(pointers + children * ArrowStruct.ARRAY_BYTES, held);
    Memory.putLong(at + Array.LENGTH, length);
    Memory.putLong(at + Array.NULL_COUNT, nulls);
    Memory.putLong(at + Array.N_BUFFERS, buffers);
    Memory.putLong(at + Array.N_CHILDREN, children);
    Memory.putLong(at + Array.BUFFERS, loan);
    Memory.putLong(at + Array.CHILDREN, children == 0 ? 0 : loan + (long) Long.BYTES * buffers);
    Memory.putLong(at + Array.RELEASE, ArrowStruct.RELEASE_ARRAY);
    Memory.putLong(at + Array.PRIVATE_DATA, loan);
    return loan;
  }

  /** {@return where child {@code i} is; what points to it is written} */
  private static long child(long start, int before, int children, int i, long bytes) {
    long pointers = start + (long) Long.BYTES * before;
    long child = pointers + (long) Long.BYTES * children + i * bytes;
    Memory.putLong(pointers + (long) Long.BYTES * i, child);
    return child;
  }

  private void schema(long at, ArrowLeaf leaf, int axis, String name) {
    boolean list = axis < leaf.shape().length - 1;
    long loan = schemaNode(at, leaf.format(axis), name, list ? 1 : 0);
    if (list) {
      schema(child(loan, 0, 1, 0, ArrowStruct.SCHEMA_BYTES), leaf, axis + 1, ITEM);
    }
  }

  private void recordsSchema(long at, Map<String, ArrowLeaf> leaves) {
    int n = leaves.size();
    long loan = schemaNode(at, ArrowFormats.STRUCT, "", n);
    int i = 0;
    for (Map.Entry<String, ArrowLeaf> leaf : leaves.entrySet()) {
      schema(child(loan, 0, n, i++, ArrowStruct.SCHEMA_BYTES), leaf.getValue(), 0, leaf.getKey());
    }
  }

  /** A struct at {@code at}, whose loan has: pointers to children, children, the two texts. */
  private long schemaNode(long at, String format, String name, int children) {
    byte[] formatBytes = format.getBytes(UTF_8);
    byte[] nameBytes = name.getBytes(UTF_8);
    long texts = children * (Long.BYTES + ArrowStruct.SCHEMA_BYTES);
    long loan = loan(texts + formatBytes.length + nameBytes.length + 2, null);
    long nameAt = loan + texts + formatBytes.length + 1;
    put(loan + texts, formatBytes);
    put(nameAt, nameBytes);
    Memory.putLong(at + Schema.FORMAT, loan + texts);
    Memory.putLong(at + Schema.NAME, nameAt);
    Memory.putLong(at + Schema.FLAGS, ArrowStruct.NULLABLE);
    Memory.putLong(at + Schema.N_CHILDREN, children);
    Memory.putLong(at + Schema.CHILDREN, children == 0 ? 0 : loan);
    Memory.putLong(at + Schema.RELEASE, ArrowStruct.RELEASE_SCHEMA);
    Memory.putLong(at + Schema.PRIVATE_DATA, loan);
    return loan;
  }

  /** The memory is zeroed: a NUL follows. */
  private static void put(long at, byte[] text) {
    MemorySegment.copy(
        text, 0, Memory.segment(at, text.length), ValueLayout.JAVA_BYTE, 0, text.length);
  }
}
