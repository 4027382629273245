package dev.ambi.tests.exchange;

import dev.ambi.bridge.exchange.Arrow;
import dev.ambi.bridge.exchange.ExportMode;
import dev.ambi.core.NDArray;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import org.apache.arrow.c.ArrowArray;
import org.apache.arrow.c.ArrowSchema;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Two structs in arrow-java's memory, between its vectors and Ambi's arrays. */
final class ArrowJava implements AutoCloseable {
  private final BufferAllocator allocator;
  private final ArrowArray array;
  private final ArrowSchema schema;

  ArrowJava(BufferAllocator allocator) {
    this.allocator = allocator;
    array = ArrowArray.allocateNew(allocator);
    schema = ArrowSchema.allocateNew(allocator);
  }

  MemorySegment array() {
    return MemorySegment.ofAddress(array.memoryAddress());
  }

  MemorySegment schema() {
    return MemorySegment.ofAddress(schema.memoryAddress());
  }

  /** What arrow-java gives: the structs are then whoever's imports them. */
  ArrowJava given(FieldVector vector) {
    Data.exportVector(allocator, vector, null, array, schema);
    return this;
  }

  ArrowJava given(VectorSchemaRoot root) {
    Data.exportVectorSchemaRoot(allocator, root, null, array, schema);
    return this;
  }

  /** What arrow-java makes of an array. */
  FieldVector take(NDArray a, ExportMode mode) {
    Arrow.exportArray(a, mode, array(), schema());
    return Data.importVector(allocator, array, schema, null);
  }

  VectorSchemaRoot take(Map<String, NDArray> columns, ExportMode mode) {
    Arrow.exportRecords(columns, mode, array(), schema());
    return Data.importVectorSchemaRoot(allocator, array, schema, null);
  }

  /** Releases what nobody imported. */
  void release() {
    array.release();
    schema.release();
  }

  @Override
  public void close() {
    array.close();
    schema.close();
  }
}
