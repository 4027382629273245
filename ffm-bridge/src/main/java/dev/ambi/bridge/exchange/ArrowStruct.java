package dev.ambi.bridge.exchange;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.ambi.bridge.nativelib.Downcalls;
import dev.ambi.bridge.nativelib.LibAmbi;
import dev.ambi.bridge.nativelib.Memory;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.StructLayout;
import java.util.Arrays;

/** {@code ArrowArray} and {@code ArrowSchema}: words of 64 bits, and where their fields are. */
final class ArrowStruct {
  static final StructLayout ARRAY =
      words(
          "length",
          "null_count",
          "offset",
          "n_buffers",
          "n_children",
          "buffers",
          "children",
          "dictionary",
          "release",
          "private_data");

  static final StructLayout SCHEMA =
      words(
          "format",
          "name",
          "metadata",
          "flags",
          "n_children",
          "children",
          "dictionary",
          "release",
          "private_data");

  /** Of {@code ArrowArray}. */
  static final class Array {
    static final long LENGTH = Memory.offset(ARRAY, "length");
    static final long NULL_COUNT = Memory.offset(ARRAY, "null_count");
    static final long OFFSET = Memory.offset(ARRAY, "offset");
    static final long N_BUFFERS = Memory.offset(ARRAY, "n_buffers");
    static final long N_CHILDREN = Memory.offset(ARRAY, "n_children");
    static final long BUFFERS = Memory.offset(ARRAY, "buffers");
    static final long CHILDREN = Memory.offset(ARRAY, "children");
    static final long DICTIONARY = Memory.offset(ARRAY, "dictionary");
    static final long RELEASE = Memory.offset(ARRAY, "release");
    static final long PRIVATE_DATA = Memory.offset(ARRAY, "private_data");

    private Array() {}
  }

  /** Of {@code ArrowSchema}. */
  static final class Schema {
    static final long FORMAT = Memory.offset(SCHEMA, "format");
    static final long NAME = Memory.offset(SCHEMA, "name");
    static final long FLAGS = Memory.offset(SCHEMA, "flags");
    static final long N_CHILDREN = Memory.offset(SCHEMA, "n_children");
    static final long CHILDREN = Memory.offset(SCHEMA, "children");
    static final long DICTIONARY = Memory.offset(SCHEMA, "dictionary");
    static final long RELEASE = Memory.offset(SCHEMA, "release");
    static final long PRIVATE_DATA = Memory.offset(SCHEMA, "private_data");

    private Schema() {}
  }

  static final long ARRAY_BYTES = ARRAY.byteSize();
  static final long SCHEMA_BYTES = SCHEMA.byteSize();

  /** {@code ARROW_FLAG_NULLABLE}. */
  static final long NULLABLE = 2;

  static final long RELEASE_ARRAY = LibAmbi.address("ambi_loan_release_array");
  static final long RELEASE_SCHEMA = LibAmbi.address("ambi_loan_release_schema");

  private ArrowStruct() {}

  private static StructLayout words(String... names) {
    return MemoryLayout.structLayout(
        Arrays.stream(names).map(JAVA_LONG::withName).toArray(MemoryLayout[]::new));
  }

  /** Calls the producer's callback of an array that it has not released. */
  static void releaseArray(long array) {
    release(array, Array.RELEASE);
  }

  /** Calls the producer's callback of a schema that it has not released. */
  static void releaseSchema(long schema) {
    release(schema, Schema.RELEASE);
  }

  private static void release(long struct, long field) {
    long release = Memory.getLong(struct + field);
    if (release != 0) {
      Downcalls.call(release, struct);
    }
  }
}
