package dev.ambi.bridge.exchange;

import dev.ambi.core.NDArray;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.util.Map;
import java.util.Objects;

/**
 * Arrays shared with other native libraries in both directions by Arrow's C data interface. Nothing
 * is copied but where {@link ExportMode#COPY} or {@link ArrowAllow} says so.
 *
 * <p><b>Form.</b> An array of one dimension is an Arrow array of numbers, of timestamps and
 * durations ({@code s ms us ns}, without a time zone), or of bytes of a fixed length ({@code S} and
 * {@code V}; they come back as {@code V}). One of more dimensions is a list of fixed size of the
 * next. Elements lie one after the other in row-major order. NaT is exported as null, for Arrow has
 * no such number; NaN stays what it is. A record batch, which is a struct array, is a map of
 * columns.
 *
 * <p><b>Ownership.</b> Who has a struct whose {@code release} is not NULL calls it once. What is
 * exported keeps the array's memory alive until then; our callbacks are C code that enters neither
 * the JVM nor a lock of ours, and any thread may call them at any time. Arrow's arrays do not
 * change: while an export is alive, the program should not write to the array. For imports see
 * {@link ArrowImport}.
 *
 * <p>Of structs from outside everything is checked that can be. An address that is not one, or a
 * length greater than what is there, ends the process.
 *
 * <p>Thread-safe.
 */
public final class Arrow {
  /** {@code struct ArrowArray}: 80 bytes. */
  public static final StructLayout ARRAY = ArrowStruct.ARRAY;

  /** {@code struct ArrowSchema}: 72 bytes. */
  public static final StructLayout SCHEMA = ArrowStruct.SCHEMA;

  private Arrow() {}

  /**
   * Exports an array.
   *
   * @param a the array, of at least one dimension
   * @param mode whose memory it shows
   * @param array the {@code ArrowArray} to write, or its bare address; what it held is overwritten
   * @param schema the {@code ArrowSchema} to write, or its bare address
   * @throws IllegalArgumentException if Arrow cannot show the array; the message says why, and what
   *     to do; then nothing was written
   * @throws IllegalStateException if the array's memory was freed
   */
  public static void exportArray(
      NDArray a, ExportMode mode, MemorySegment array, MemorySegment schema) {
    Objects.requireNonNull(mode, "mode");
    ArrowExport.write(a, mode, array, schema);
  }

  /**
   * Exports arrays as the columns of a struct array, which is what a record batch is.
   *
   * @param columns the arrays by name, in the order of the columns; of equal lengths on their first
   *     axes
   * @param mode whose memory they show
   * @param array the {@code ArrowArray} to write, or its bare address; what it held is overwritten
   * @param schema the {@code ArrowSchema} to write, or its bare address
   * @throws IllegalArgumentException if Arrow cannot show a column, which is named; then nothing
   *     was written
   * @throws IllegalStateException if a column's memory was freed
   */
  public static void exportRecords(
      Map<String, NDArray> columns, ExportMode mode, MemorySegment array, MemorySegment schema) {
    Objects.requireNonNull(mode, "mode");
    ArrowExport.write(columns, mode, array, schema);
  }

  /**
   * {@return a read-only array over an Arrow array's elements, under the collector}
   *
   * @param array an {@code ArrowArray}, or its bare address; it is taken over
   * @param schema its {@code ArrowSchema}, or its bare address; it is released
   * @throws IllegalArgumentException as {@link ArrowImport#array}: with nulls, and where a copy
   *     would have to be made, too
   */
  public static NDArray importArray(MemorySegment array, MemorySegment schema) {
    return importing().array(array, schema);
  }

  /**
   * {@return read-only arrays over the columns of a struct array, under the collector}
   *
   * @param array an {@code ArrowArray}, or its bare address; it is taken over
   * @param schema its {@code ArrowSchema}, or its bare address; it is released
   * @throws IllegalArgumentException as {@link ArrowImport#records}: with nulls, and where a copy
   *     would have to be made, too
   */
  public static Map<String, NDArray> importRecords(MemorySegment array, MemorySegment schema) {
    return importing().records(array, schema);
  }

  /**
   * {@return an import under the collector}
   *
   * @param allowed what it may do
   */
  public static ArrowImport importing(ArrowAllow... allowed) {
    return ArrowImport.allowing(allowed);
  }

  /**
   * Releases an array that is not to be used: an export that nobody took, what an import refused.
   * One that was released or moved is left alone.
   *
   * @param array an {@code ArrowArray}, or its bare address
   */
  public static void releaseArray(MemorySegment array) {
    ArrowStruct.releaseArray(Structs.address(array, ArrowStruct.ARRAY_BYTES, "ArrowArray"));
  }

  /**
   * Releases a schema that is not to be used. One that was released or moved is left alone.
   *
   * @param schema an {@code ArrowSchema}, or its bare address
   */
  public static void releaseSchema(MemorySegment schema) {
    ArrowStruct.releaseSchema(Structs.address(schema, ArrowStruct.SCHEMA_BYTES, "ArrowSchema"));
  }
}
