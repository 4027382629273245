package dev.ambi.bridge.exchange;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;

/**
 * An array of another producer, whose callbacks are C functions that count.
 *
 * @param array the {@code ArrowArray}
 * @param schema the {@code ArrowSchema}
 */
record Produced(MemorySegment array, MemorySegment schema) {
  static final Native PEER = new Native("arrow_peer.c");

  static long releasedArrays() {
    return PEER.call("released_arrays");
  }

  static long releasedSchemas() {
    return PEER.call("released_schemas");
  }

  /** An array with a bitmap, which may be null, and elements. */
  static Produced of(
      Arena arena, String format, long length, long nulls, MemorySegment bits, MemorySegment data) {
    MemorySegment buffers = arena.allocate(JAVA_LONG, 2);
    buffers.setAtIndex(JAVA_LONG, 0, bits == null ? 0 : bits.address());
    buffers.setAtIndex(JAVA_LONG, 1, data.address());
    Produced p = node(arena, format, length, nulls);
    return p.set("n_buffers", 2).set("buffers", buffers.address());
  }

  /** An array of children: a struct, or a list. */
  static Produced of(
      Arena arena,
      String format,
      long length,
      long nulls,
      MemorySegment bits,
      Produced... children) {
    Produced p = node(arena, format, length, nulls);
    MemorySegment buffers = arena.allocate(JAVA_LONG, 1);
    buffers.set(JAVA_LONG, 0, bits == null ? 0 : bits.address());
    MemorySegment arrays = arena.allocate(JAVA_LONG, children.length + 1L);
    MemorySegment schemas = arena.allocate(JAVA_LONG, children.length + 1L);
    for (int i = 0; i < children.length; i++) {
      arrays.setAtIndex(JAVA_LONG, i, children[i].array.address());
      schemas.setAtIndex(JAVA_LONG, i, children[i].schema.address());
    }
    p.set("n_buffers", 1).set("buffers", buffers.address());
    p.set("n_children", children.length).set("children", arrays.address());
    return p.setSchema("n_children", children.length).setSchema("children", schemas.address());
  }

  static Produced doubles(Arena arena, double... values) {
    MemorySegment data = arena.allocateFrom(JAVA_DOUBLE, values);
    return of(arena, "g", values.length, 0, null, data);
  }

  private static Produced node(Arena arena, String format, long length, long nulls) {
    Produced p = new Produced(arena.allocate(Arrow.ARRAY), arena.allocate(Arrow.SCHEMA));
    p.set("length", length).set("null_count", nulls);
    p.set("release", PEER.address("release_array"));
    p.setSchema("release", PEER.address("release_schema"));
    return p.setSchema("format", arena.allocateFrom(format).address());
  }

  Produced named(Arena arena, String name) {
    return setSchema("name", arena.allocateFrom(name).address());
  }

  Produced set(String field, long value) {
    array.set(JAVA_LONG, offset(Arrow.ARRAY, field), value);
    return this;
  }

  Produced setSchema(String field, long value) {
    schema.set(JAVA_LONG, offset(Arrow.SCHEMA, field), value);
    return this;
  }

  long get(String field) {
    return array.get(JAVA_LONG, offset(Arrow.ARRAY, field));
  }

  long getSchema(String field) {
    return schema.get(JAVA_LONG, offset(Arrow.SCHEMA, field));
  }

  private static long offset(StructLayout struct, String field) {
    return struct.byteOffset(PathElement.groupElement(field));
  }
}
