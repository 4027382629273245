package dev.ambi.core;

import dev.ambi.core.internal.Comparison;
import dev.ambi.core.internal.JavaArrays;
import dev.ambi.core.internal.JavaMemory;
import dev.ambi.core.internal.Reinterpret;
import dev.ambi.core.internal.ScalarText;
import dev.ambi.core.internal.Shapes;
import dev.ambi.core.internal.View;
import dev.ambi.core.internal.create.Ranges;
import dev.ambi.core.internal.dtype.StructEquality;
import dev.ambi.core.internal.dtype.SubArrays;
import dev.ambi.core.internal.file.NpyFile;
import dev.ambi.core.internal.file.NpzArchive;
import dev.ambi.core.internal.memory.Allocations;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * An n-dimensional array: a shape, strides in bytes and a dtype over a {@link MemorySegment}.
 *
 * <p>Shape, strides and dtype never change; the elements may, unless the array is read-only. A view
 * ({@link #get(Index...)}, {@link #transpose()}, ...) shares its elements with the array that it
 * was made from. Where this class says that something <em>copies</em>, the result shares nothing.
 *
 * <p><b>Memory.</b> Arrays made here lie in native memory, aligned to 64 bytes. Without an {@link
 * Arena} the garbage collector frees them; with one they live until it closes, and every use of the
 * elements after that throws {@link IllegalStateException}. An array that wraps a segment keeps it
 * reachable; whoever takes a raw {@link #address()} has to keep the array reachable himself.
 *
 * <p><b>Threads.</b> Arrays may be shared between threads as far as the arena allows it. Reads and
 * writes of elements are plain memory accesses: nothing is synchronized.
 *
 * <p><b>Indices</b> may be negative, counting from the end. An index out of bounds throws {@link
 * IndexOutOfBoundsException}, a write to a read-only array {@link UnsupportedOperationException}.
 */
public final class NDArray
    implements CopyMethods,
        ElementMethods,
        ElementwiseMethods,
        FieldMethods,
        IndexingMethods,
        JavaArrayMethods,
        LayoutMethods,
        LinearAlgebraMethods,
        ManipulationMethods,
        SortingMethods,
        StatisticsMethods,
        StreamMethods,
        TextMethods,
        ViewMethods {

  private static final long ALIGNMENT = 64;

  final MemorySegment memory;
  final long offset;
  final DType dtype;
  final long[] shape;
  final long[] strides;
  final long size;
  final boolean writable;
  final boolean contiguous;
  final boolean fortranContiguous;

  /** Read and written by {@link dev.ambi.core.spi.ForeignView} alone. */
  @SuppressWarnings("unused")
  private volatile Object foreign;

  private NDArray(
      MemorySegment memory,
      long offset,
      DType dtype,
      long[] shape,
      long[] strides,
      long size,
      boolean writable) {
    this.memory = memory;
    this.offset = offset;
    this.dtype = dtype;
    this.shape = shape;
    this.strides = strides;
    this.size = size;
    this.writable = writable;
    long item = dtype.itemSize();
    this.contiguous = Shapes.isContiguous(shape, strides, item, size);
    this.fortranContiguous = Shapes.isFortranContiguous(shape, strides, item, size);
  }

  // ---------------------------------------------------------------- making arrays

  /**
   * Wraps memory. Nothing is copied.
   *
   * @param memory where the elements are
   * @param offset the offset of the first element in bytes: of index 0 on every axis, which is not
   *     the lowest where a stride is negative
   * @param dtype the type of the elements
   * @param shape the shape
   * @param strides for each axis the distance between neighbours in bytes, of any sign
   * @param writable whether the array may be written to
   * @return the array
   * @throws IndexOutOfBoundsException if an element would be outside of the memory
   * @throws IllegalArgumentException if the shape is impossible, or the memory is read-only and
   *     {@code writable} is true
   */
  public static NDArray of(
      MemorySegment memory,
      long offset,
      DType dtype,
      long[] shape,
      long[] strides,
      boolean writable) {
    Objects.requireNonNull(dtype, "dtype");
    if (dtype instanceof SubArrayDType) {
      long[] all = SubArrays.shape(shape, dtype);
      long[] steps = SubArrays.strides(strides, dtype);
      return of(memory, offset, SubArrays.base(dtype), all, steps, writable);
    }
    long size = Shapes.check(shape, dtype.itemSize());
    Shapes.checkBounds(memory.byteSize(), offset, shape, strides, dtype.itemSize(), size);
    if (writable && memory.isReadOnly()) {
      throw new IllegalArgumentException("a writable array over read-only memory");
    }
    return new NDArray(memory, offset, dtype, shape.clone(), strides.clone(), size, writable);
  }

  /**
   * Wraps memory that holds the elements in row-major order from its start. Nothing is copied. The
   * array is writable if the memory is.
   *
   * @param memory where the elements are
   * @param dtype the type of the elements
   * @param shape the shape
   * @return the array
   * @throws IndexOutOfBoundsException if the memory is too small
   */
  public static NDArray of(MemorySegment memory, DType dtype, long... shape) {
    Shapes.check(shape, dtype.itemSize());
    long[] strides = Shapes.strides(shape, dtype.itemSize());
    return of(memory, 0, dtype, shape, strides, !memory.isReadOnly());
  }

  /**
   * {@return a new row-major array of float64 zeros}
   *
   * @param shape the shape
   * @throws IllegalArgumentException if a length is negative or the size overflows
   */
  public static NDArray zeros(long... shape) {
    return zeros(DType.FLOAT64, shape);
  }

  /**
   * {@return a new array of zeros (for text: of empty strings), row-major, freed by the collector}
   *
   * @param dtype the type of the elements
   * @param shape the shape; none for an array of no dimensions and one element
   */
  public static NDArray zeros(DType dtype, long... shape) {
    return allocate(dtype, Order.C, shape, true);
  }

  /**
   * {@return a new array of zeros (for text: of empty strings), row-major, freed by the collector}
   *
   * @param dtype the type of the elements
   * @param shape the shape
   */
  public static NDArray zeros(DType dtype, Shape shape) {
    return zeros(dtype, shape.lengths);
  }

  /**
   * {@return a new array of zeros in the arena}
   *
   * @param arena where the memory comes from
   * @param dtype the type of the elements
   * @param order {@link Order#F} for column-major, anything else is row-major
   * @param shape the shape
   */
  public static NDArray zeros(Arena arena, DType dtype, Order order, long... shape) {
    DType d = sized(dtype);
    long[] own = SubArrays.shape(shape, dtype).clone();
    Shapes.check(own, d.itemSize());
    return allocate(arena, d, own, strides(own, d, order));
  }

  /**
   * {@return a new array whose elements are to be overwritten: they may be anything}
   *
   * @param dtype the type of the elements
   * @param shape the shape
   */
  public static NDArray empty(DType dtype, long... shape) {
    return allocate(dtype, Order.C, shape, false);
  }

  /**
   * {@return a new array whose elements are to be overwritten: they may be anything}
   *
   * @param dtype the type of the elements
   * @param shape the shape
   */
  public static NDArray empty(DType dtype, Shape shape) {
    return empty(dtype, shape.lengths);
  }

  /**
   * {@return a new array in the arena whose elements are to be overwritten: they may be anything}
   *
   * @param arena where the memory comes from
   * @param dtype the type of the elements
   * @param order {@link Order#F} for column-major, anything else is row-major
   * @param shape the shape
   */
  public static NDArray empty(Arena arena, DType dtype, Order order, long... shape) {
    return zeros(arena, dtype, order, shape);
  }

  private static NDArray allocate(DType dtype, Order order, long[] shape, boolean zeroed) {
    DType d = sized(dtype);
    long[] own = SubArrays.shape(shape, dtype).clone();
    Shapes.check(own, d.itemSize());
    return allocate(d, own, strides(own, d, order), zeroed || !d.isNumeric());
  }

  private static DType sized(DType dtype) {
    DType base = SubArrays.base(dtype);
    boolean noText = base.itemSize() == 0 && (base.kind() == 'S' || base.kind() == 'U');
    return noText ? Reinterpret.withLength(base, 1) : base;
  }

  private static long[] strides(long[] shape, DType dtype, Order order) {
    return order == Order.F
        ? Shapes.fortranStrides(shape, dtype.itemSize())
        : Shapes.strides(shape, dtype.itemSize());
  }

  /**
   * An array under the collector, or of the thread's memory scope. Shape and strides are its own.
   */
  static NDArray allocate(DType dtype, long[] shape, long[] strides, boolean zeroed) {
    MemorySegment memory = Allocations.memory(dtype, shape, zeroed);
    return new NDArray(memory, 0, dtype, shape, strides, Shapes.size(shape), true);
  }

  /**
   * {@return a new array whose elements are to be overwritten: they may be anything}
   *
   * @param dtype the type of the elements
   * @param order {@link Order#F} for column-major, anything else is row-major
   * @param shape the shape
   */
  public static NDArray empty(DType dtype, Order order, long... shape) {
    return allocate(dtype, order, shape, false);
  }

  static NDArray allocate(Arena arena, DType dtype, long[] shape, long[] strides) {
    long size = Shapes.size(shape);
    MemorySegment memory = arena.allocate(Math.max(size * dtype.itemSize(), 1), ALIGNMENT);
    return new NDArray(memory, 0, dtype, shape, strides, size, true);
  }

  /**
   * {@return a new array with every element the same}
   *
   * @param dtype the type of the elements
   * @param value what {@link #setObject} takes
   * @param shape the shape
   */
  public static NDArray full(DType dtype, Object value, long... shape) {
    NDArray a = empty(dtype, shape);
    a.fill(value);
    return a;
  }

  /**
   * {@return a new array with every element the same}
   *
   * @param dtype the type of the elements
   * @param value what {@link #setObject} takes
   * @param shape the shape
   */
  public static NDArray full(DType dtype, Object value, Shape shape) {
    return full(dtype, value, shape.lengths);
  }

  /**
   * {@return a new row-major array of float64 ones}
   *
   * @param shape the shape
   * @throws IllegalArgumentException if a length is negative or the size overflows
   */
  public static NDArray ones(long... shape) {
    return ones(DType.FLOAT64, shape);
  }

  /**
   * {@return a new array of ones}
   *
   * @param dtype the type of the elements
   * @param shape the shape
   */
  public static NDArray ones(DType dtype, long... shape) {
    return full(dtype, 1, shape);
  }

  /**
   * {@return a new array of ones}
   *
   * @param dtype the type of the elements
   * @param shape the shape
   */
  public static NDArray ones(DType dtype, Shape shape) {
    return full(dtype, 1, shape);
  }

  /**
   * {@return evenly spaced float64 numbers, the last of which is {@code stop}}
   *
   * @param start the first
   * @param stop the last
   * @param num how many
   * @see Creation#linspace(double, double, long, boolean, DType)
   */
  public static NDArray linspace(double start, double stop, long num) {
    return Creation.linspace(start, stop, num);
  }

  /**
   * {@return a new array of no dimensions that holds one element}
   *
   * @param dtype the type of the element
   * @param value what {@link #setObject} takes
   */
  public static NDArray scalar(DType dtype, Object value) {
    return full(dtype, value);
  }

  /**
   * {@return a new float64 array of no dimensions}
   *
   * @param value its element
   */
  public static NDArray scalar(double value) {
    return scalar(DType.FLOAT64, value);
  }

  /**
   * {@return a new int64 array of no dimensions}
   *
   * @param value its element
   */
  public static NDArray scalar(long value) {
    return scalar(DType.INT64, value);
  }

  /**
   * {@return the int64 array 0, 1, ... up to {@code stop} and without it}
   *
   * @param stop the end
   */
  public static NDArray arange(long stop) {
    return arange(0, stop, 1);
  }

  /**
   * {@return the int64 array of {@code start}, {@code start + step}, ... before {@code stop}}
   *
   * @param start the first element
   * @param stop the end, not an element
   * @param step the distance, not zero
   * @throws IllegalArgumentException if {@code step} is zero
   */
  public static NDArray arange(long start, long stop, long step) {
    return Ranges.arange(start, stop, step, DType.INT64);
  }

  /**
   * {@return the float64 array of {@code start}, {@code start + step}, ... before {@code stop}}
   *
   * @param start the first element
   * @param stop the end, as a rule not an element; rounding can make it one, as in NumPy
   * @param step the distance, not zero
   * @throws IllegalArgumentException if {@code step} is zero or the length is not finite
   */
  public static NDArray arange(double start, double stop, double step) {
    return Ranges.arange(start, stop, step, DType.FLOAT64);
  }

  /**
   * {@return a new array with a copy of the elements of a Java array}
   *
   * @param array an array, or an array of arrays of equal lengths and so on, of a primitive type,
   *     {@link String}, {@link Complex}, {@link DateTimeValue}, {@link TimeDeltaValue}, LocalDate,
   *     LocalDateTime, Instant or Duration; of the latter, null is NaT
   * @throws IllegalArgumentException if rows differ in length, or no dtype holds the elements
   */
  public static NDArray fromArray(Object array) {
    DType dtype = JavaArrays.dtype(array);
    NDArray a = empty(dtype, JavaArrays.shape(array));
    JavaArrays.copy(array, dtype, a.memory);
    return a;
  }

  /**
   * {@return a new array in the arena with a copy of the elements of a Java array}
   *
   * @param arena where the memory comes from
   * @param array as for {@link #fromArray(Object)}
   * @throws IllegalArgumentException if rows differ in length, or no dtype holds the elements
   */
  public static NDArray fromArray(Arena arena, Object array) {
    DType dtype = JavaArrays.dtype(array);
    NDArray a = empty(arena, dtype, Order.C, JavaArrays.shape(array));
    JavaArrays.copy(array, dtype, a.memory);
    return a;
  }

  private static NDArray copyOf(Object array, long[] shape) {
    NDArray a = fromArray(array);
    return shape.length == 0 ? a : a.reshape(shape);
  }

  /**
   * {@return a new float64 array with a copy of the values}
   *
   * @param values the elements in row-major order
   * @param shape the shape; none for one dimension
   */
  public static NDArray of(double[] values, long... shape) {
    return copyOf(values, shape);
  }

  /**
   * {@return a new float32 array with a copy of the values}
   *
   * @param values the elements in row-major order
   * @param shape the shape; none for one dimension
   */
  public static NDArray of(float[] values, long... shape) {
    return copyOf(values, shape);
  }

  /**
   * {@return a new int64 array with a copy of the values}
   *
   * @param values the elements in row-major order
   * @param shape the shape; none for one dimension
   */
  public static NDArray of(long[] values, long... shape) {
    return copyOf(values, shape);
  }

  /**
   * {@return a new int32 array with a copy of the values}
   *
   * @param values the elements in row-major order
   * @param shape the shape; none for one dimension
   */
  public static NDArray of(int[] values, long... shape) {
    return copyOf(values, shape);
  }

  /**
   * {@return a new int16 array with a copy of the values}
   *
   * @param values the elements in row-major order
   * @param shape the shape; none for one dimension
   */
  public static NDArray of(short[] values, long... shape) {
    return copyOf(values, shape);
  }

  /**
   * {@return a new int8 array with a copy of the values}
   *
   * @param values the elements in row-major order
   * @param shape the shape; none for one dimension
   */
  public static NDArray of(byte[] values, long... shape) {
    return copyOf(values, shape);
  }

  /**
   * {@return a new bool array with a copy of the values}
   *
   * @param values the elements in row-major order
   * @param shape the shape; none for one dimension
   */
  public static NDArray of(boolean[] values, long... shape) {
    return copyOf(values, shape);
  }

  /**
   * {@return a new str array with a copy of the values, as long as the longest}
   *
   * @param values the elements in row-major order
   * @param shape the shape; none for one dimension
   */
  public static NDArray of(String[] values, long... shape) {
    return copyOf(values, shape);
  }

  /**
   * {@return a new complex128 array with a copy of the values}
   *
   * @param values the elements in row-major order
   * @param shape the shape; none for one dimension
   */
  public static NDArray of(Complex[] values, long... shape) {
    return copyOf(values, shape);
  }

  /**
   * {@return a new one-dimensional float64 array of the values of a stream}
   *
   * @param values the stream, which is consumed
   */
  public static NDArray of(DoubleStream values) {
    return of(values.toArray());
  }

  /**
   * {@return a new one-dimensional int64 array of the values of a stream}
   *
   * @param values the stream, which is consumed
   */
  public static NDArray of(LongStream values) {
    return of(values.toArray());
  }

  /**
   * {@return a new one-dimensional int32 array of the values of a stream}
   *
   * @param values the stream, which is consumed
   */
  public static NDArray of(IntStream values) {
    return of(values.toArray());
  }

  /**
   * {@return an array over the elements of a Java array or buffer: nothing is copied, what is
   * written to one is seen in the other}
   *
   * <p>An array over a Java array, or a buffer that is not direct, lies on the Java heap. It has no
   * {@link #address()}, and native code cannot use it without a copy.
   *
   * <p>The array keeps the memory reachable. It is read-only if the buffer is. Elements have the
   * buffer's byte order; bytes are int8, and {@link #view} shows them as another type.
   *
   * @param memory a {@code double[]}, {@code float[]}, {@code long[]}, {@code int[]}, {@code
   *     short[]}, {@code char[]} or {@code byte[]}, or a {@link java.nio.Buffer}, of which what
   *     remains is taken
   * @param shape the shape; none for one dimension
   * @throws IllegalArgumentException if it is no such thing, or has not as many elements as the
   *     shape
   */
  public static NDArray wrap(Object memory, long... shape) {
    return JavaMemory.wrap(memory, shape);
  }

  // ---------------------------------------------------------------- what an array is

  /** {@return the type of the elements} */
  public DType dtype() {
    return dtype;
  }

  /** {@return the number of dimensions} */
  public int ndim() {
    return shape.length;
  }

  /** {@return the length of each axis} */
  public Shape shape() {
    return Shape.wrap(shape);
  }

  /** {@return for each axis the distance between neighbours in bytes; a copy} */
  public long[] strides() {
    return strides.clone();
  }

  /** {@return the number of elements} */
  public long size() {
    return size;
  }

  /** {@return the memory in which the elements lie, with whatever else it holds} */
  public MemorySegment memory() {
    return memory;
  }

  /**
   * {@return the offset in {@link #memory()} of the element with index 0 on every axis, in bytes}
   */
  public long offset() {
    return offset;
  }

  /** {@return whether the elements may be written} */
  public boolean isWritable() {
    return writable;
  }

  /** {@return whether the elements lie without gaps in row-major order} */
  public boolean isCContiguous() {
    return contiguous;
  }

  /** {@return whether the elements lie without gaps in column-major order} */
  public boolean isFContiguous() {
    return fortranContiguous;
  }

  void checkWritable() {
    checkAlive();
    if (!writable) {
      throw new UnsupportedOperationException("assignment destination is read-only");
    }
  }

  // ---------------------------------------------------------------- views

  NDArray show(DType type, View v) {
    long n = Shapes.size(v.shape());
    return new NDArray(memory, v.offset(), type, v.shape(), v.strides(), n, writable);
  }

  NDArray show(View v) {
    return show(v.offset(), v.shape(), v.strides(), writable);
  }

  NDArray show(long at, long[] newShape, long[] newStrides, boolean canWrite) {
    long n = Shapes.size(newShape);
    // An empty array stays where it was: there may be no memory at the other place.
    return new NDArray(memory, n == 0 ? offset : at, dtype, newShape, newStrides, n, canWrite);
  }

  /**
   * {@return the shape to which all the shapes broadcast}
   *
   * @param shapes the shapes
   */
  public static Shape broadcastShapes(Shape... shapes) {
    return Shape.broadcast(shapes);
  }

  boolean isFortran(Order order) {
    return order == Order.F || (order == Order.A && fortranContiguous && !contiguous);
  }

  void checkNoLoss(String what, boolean good) {
    if (!good) {
      throw new IllegalArgumentException("an array of " + dtype + " does not turn into " + what);
    }
  }

  MemorySegment elements(DType type) {
    checkAlive();
    NDArray a = dtype.equals(type) ? asContiguous() : astype(type).asContiguous();
    return a.memory.asSlice(a.offset, a.nbytes());
  }

  // ---------------------------------------------------------------- files

  /**
   * {@return the array in a {@code .npy} file, writable, freed by the collector}
   *
   * @param file the file
   * @throws NpyFormatException if it is no {@code .npy} file, damaged, or holds what is not
   *     supported
   * @throws IOException if it cannot be read
   * @see #load(Path, Arena)
   */
  public static NDArray load(Path file) throws IOException {
    return NpyFile.load(file, null);
  }

  /**
   * {@return the array in a {@code .npy} file, writable}
   *
   * <p>Changes to the array do not reach the file. A large file (16 MiB or more) that the process
   * may write to is not read but mapped, copy-on-write: it has to stay as it is while the array is
   * used.
   *
   * @param file a file of version 1.0, 2.0 or 3.0
   * @param arena where the memory comes from
   * @throws NpyFormatException if it is no {@code .npy} file, damaged, or holds what is not
   *     supported
   * @throws IOException if it cannot be read
   */
  public static NDArray load(Path file, Arena arena) throws IOException {
    return NpyFile.load(file, Objects.requireNonNull(arena, "arena"));
  }

  /**
   * {@return an array over a mapped {@code .npy} file, which is read when and where it is looked
   * at}
   *
   * <p>The file must not become shorter while it is mapped.
   *
   * @param file a file of version 1.0, 2.0 or 3.0
   * @param mode {@link MapMode#READ_ONLY} for a read-only array, {@link MapMode#READ_WRITE} for one
   *     whose changes reach the file, {@link MapMode#PRIVATE} for one whose changes do not
   * @param arena when it closes, the mapping ends
   * @throws NpyFormatException if it is no {@code .npy} file, damaged, or holds what is not
   *     supported
   * @throws IOException if it cannot be mapped
   */
  public static NDArray map(Path file, MapMode mode, Arena arena) throws IOException {
    return NpyFile.map(file, mode, arena);
  }

  /**
   * Writes the array to a {@code .npy} file, with the bytes that {@code numpy.save} writes. A file
   * of that name is replaced once the new one is complete.
   *
   * @param file the file; nothing is added to its name
   * @throws IOException if it cannot be written
   */
  public void save(Path file) throws IOException {
    checkAlive();
    NpyFile.save(this, file);
  }

  /**
   * {@return an array of zeros over a new {@code .npy} file that is mapped: changes reach the file,
   * at the latest when the arena closes}
   *
   * <p>The file takes no more room on the disk than was written to, where the file system allows
   * that. To have changes on the disk earlier, use {@link MemorySegment#force()} of {@link
   * #memory()}.
   *
   * @param file the file; one that is there is replaced
   * @param dtype the type of the elements
   * @param order {@link Order#F} for column-major, anything else is row-major
   * @param arena when it closes, the mapping ends
   * @param shape the shape
   * @throws IOException if the file cannot be written
   */
  public static NDArray mapNew(Path file, DType dtype, Order order, Arena arena, long... shape)
      throws IOException {
    return NpyFile.create(file, sized(dtype), order, arena, shape.clone());
  }

  /**
   * Writes arrays to a {@code .npz} file, which {@link NpzFile} reads. A file of that name is
   * replaced once the new one is complete. Stored arrays are aligned to 64 bytes, for mapping.
   *
   * @param file the file; nothing is added to its name
   * @param arrays the arrays by their names
   * @param compressed whether to deflate them, which takes long; else they are stored
   * @throws IOException if it cannot be written
   * @throws IllegalArgumentException if a name is an absolute path, or leads out of its directory
   */
  public static void saveNpz(Path file, Map<String, NDArray> arrays, boolean compressed)
      throws IOException {
    arrays.values().forEach(NDArray::checkAlive);
    NpzArchive.save(file, arrays, compressed);
  }

  // ---------------------------------------------------------------- as an object

  /**
   * Compares by value: equal dtypes (byte order and length included), equal shapes, equal elements.
   * Elements compare as {@link Double#equals} does, so that an array equals its copy: NaN equals
   * NaN, 0.0 does not equal -0.0. Strides, memory and writability do not matter.
   *
   * @param other the other object
   */
  @Override
  public boolean equals(Object other) {
    if (this == other) {
      return true;
    }
    return other instanceof NDArray that
        && dtype.equals(that.dtype)
        && Arrays.equals(shape, that.shape)
        && (dtype instanceof StructDType
            ? StructEquality.equal(this, that)
            : Comparison.equal(
                elements(dtype.toNative()), that.elements(dtype.toNative()), dtype.toNative()));
  }

  /** {@return a hash of dtype, shape and elements; it changes when an element is written} */
  @Override
  public int hashCode() {
    int hash =
        dtype instanceof StructDType
            ? StructEquality.hash(this)
            : Comparison.hash(elements(dtype.toNative()), dtype);
    return 31 * (31 * dtype.hashCode() + Arrays.hashCode(shape)) + hash;
  }

  /** {@return the array as NumPy's {@code str} writes it} */
  @Override
  public String toString() {
    return toString(PrintOptions.DEFAULT);
  }

  /**
   * {@return the text of one element, as {@code str} gives it of a NumPy scalar: {@code 1.0},
   * {@code 1e+22}, {@code (1+2j)}, {@code True}}
   *
   * @param dtype the dtype it comes from, which decides how many digits a float has
   * @param value what {@link #getObject} gives
   */
  public static String formatScalar(DType dtype, Object value) {
    return ScalarText.format(dtype, value);
  }
}
