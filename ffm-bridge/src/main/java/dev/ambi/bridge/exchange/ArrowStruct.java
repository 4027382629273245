package dev.ambi.bridge.exchange;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.ambi.bridge.nativelib.Downcalls;
import dev.ambi.bridge.nativelib.LibAmbi;
import dev.ambi.bridge.nativelib.Memory;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.StructLayout;
import java.util.Arrays;

/** {@code ArrowArray} and {@code ArrowSchema}: words of 64 bits, here by their offsets. */
final class ArrowStruct {
  /** Of {@code ArrowArray}. */
  static final class Array {
    static final int LENGTH = 0;
    static final int NULL_COUNT = 8;
    static final int OFFSET = 16;
    static final int N_BUFFERS = 24;
    static final int N_CHILDREN = 32;
    static final int BUFFERS = 40;
    static final int CHILDREN = 48;
    static final int DICTIONARY = 56;
    static final int RELEASE = 64;
    static final int PRIVATE_DATA = 72;

    private Array() {}
  }

  /** Of {@code ArrowSchema}. */
  static final class Schema {
    static final int FORMAT = 0;
    static final int NAME = 8;
    static final int FLAGS = 24;
    static final int N_CHILDREN = 32;
    static final int CHILDREN = 40;
    static final int DICTIONARY = 48;
    static final int RELEASE = 56;
    static final int PRIVATE_DATA = 64;

    private Schema() {}
  }

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

  private static void release(long struct, int field) {
    long release = Memory.getLong(struct + field);
    if (release != 0) {
      Downcalls.call(release, struct);
    }
  }
}
