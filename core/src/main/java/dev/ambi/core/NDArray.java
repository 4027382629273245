package dev.ambi.core;

import dev.ambi.core.internal.ArrayPrinter;
import dev.ambi.core.internal.Comparison;
import dev.ambi.core.internal.Elements;
import dev.ambi.core.internal.Indexing;
import dev.ambi.core.internal.JavaArrays;
import dev.ambi.core.internal.NpyFile;
import dev.ambi.core.internal.Reinterpret;
import dev.ambi.core.internal.ScalarText;
import dev.ambi.core.internal.Shapes;
import dev.ambi.core.internal.Transfer;
import dev.ambi.core.internal.View;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;

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
    implements ElementwiseMethods,
        IndexingMethods,
        ManipulationMethods,
        SortingMethods,
        StatisticsMethods {

  private static final long ALIGNMENT = 64;

  private final MemorySegment memory;
  private final long offset;
  private final DType dtype;
  private final long[] shape;
  private final long[] strides;
  private final long size;
  private final boolean writable;
  private final boolean contiguous;
  private final boolean fortranContiguous;

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
   * {@return a new array of zeros (for text: of empty strings), row-major, freed by the collector}
   *
   * @param dtype the type of the elements
   * @param shape the shape; none for an array of no dimensions and one element
   */
  public static NDArray zeros(DType dtype, long... shape) {
    return zeros(Arena.ofAuto(), dtype, Order.C, shape);
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
    DType d =
        dtype.itemSize() == 0 && !dtype.isNumeric() ? Reinterpret.withLength(dtype, 1) : dtype;
    Shapes.check(shape, d.itemSize());
    long[] own = shape.clone();
    long[] strides =
        order == Order.F
            ? Shapes.fortranStrides(own, d.itemSize())
            : Shapes.strides(own, d.itemSize());
    return allocate(arena, d, own, strides);
  }

  /**
   * {@return a new array whose elements are to be overwritten: they may be anything}
   *
   * @param dtype the type of the elements
   * @param shape the shape
   */
  public static NDArray empty(DType dtype, long... shape) {
    return zeros(dtype, shape);
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

  private static NDArray allocate(Arena arena, DType dtype, long[] shape, long[] strides) {
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
    if (step == 0) {
      throw new IllegalArgumentException("arange with a step of zero");
    }
    boolean none = step > 0 ? stop <= start : stop >= start;
    long n = none ? 0 : Math.subtractExact(stop, start + Long.signum(step)) / step + 1;
    NDArray a = empty(DType.INT64, n);
    for (long i = 0; i < n; i++) {
      a.memory.set(ValueLayout.JAVA_LONG, i * 8, start + i * step);
    }
    return a;
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
    double length = Math.ceil((stop - start) / step);
    if (step == 0 || Double.isNaN(length) || length > Long.MAX_VALUE / 8.0) {
      throw new IllegalArgumentException(
          "arange cannot go from " + start + " to " + stop + " by " + step);
    }
    NDArray a = empty(DType.FLOAT64, Math.max((long) length, 0));
    // NumPy takes the distance between the first two elements, which is not always the step.
    double distance = start + step - start;
    for (long i = 0; i < a.size; i++) {
      a.memory.set(ValueLayout.JAVA_DOUBLE, i * 8, i == 1 ? start + step : start + i * distance);
    }
    return a;
  }

  /**
   * {@return a new array with a copy of the elements of a Java array}
   *
   * @param array an array, or an array of arrays of equal lengths and so on, of a primitive type,
   *     {@link String} or {@link Complex}
   * @throws IllegalArgumentException if rows differ in length, or no dtype holds the elements
   */
  public static NDArray fromArray(Object array) {
    return fromArray(Arena.ofAuto(), array);
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

  // ---------------------------------------------------------------- what an array is

  /** {@return the type of the elements} */
  public DType dtype() {
    return dtype;
  }

  /** {@return the number of dimensions} */
  public int ndim() {
    return shape.length;
  }

  /** {@return the length of each axis; a copy} */
  public long[] shape() {
    return shape.clone();
  }

  /**
   * {@return the length of one axis}
   *
   * @param axis the axis; a negative one counts from the last
   */
  public long shape(int axis) {
    return shape[Shapes.axis(axis, shape.length)];
  }

  /** {@return for each axis the distance between neighbours in bytes; a copy} */
  public long[] strides() {
    return strides.clone();
  }

  /**
   * {@return the distance between neighbours along one axis in bytes}
   *
   * @param axis the axis; a negative one counts from the last
   */
  public long strides(int axis) {
    return strides[Shapes.axis(axis, shape.length)];
  }

  /** {@return the number of elements} */
  public long size() {
    return size;
  }

  /** {@return the size of an element in bytes} */
  public long itemSize() {
    return dtype.itemSize();
  }

  /** {@return the number of elements times their size in bytes} */
  public long nbytes() {
    return size * dtype.itemSize();
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

  /**
   * {@return the address of the element with index 0 on every axis}
   *
   * <p>It is good while this array, or its arena, is: keep the array reachable while native code
   * uses the address.
   *
   * @throws UnsupportedOperationException if the array lies on the Java heap
   * @throws IllegalStateException if its memory was freed
   */
  public long address() {
    if (!memory.isNative()) {
      throw new UnsupportedOperationException("an array on the Java heap has no address");
    }
    checkAlive();
    return memory.address() + offset;
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

  /** {@return whether every element is aligned as C wants it} */
  public boolean isAligned() {
    long bits = memory.isNative() ? memory.address() + offset : offset;
    for (int i = 0; i < shape.length; i++) {
      if (shape[i] == 0) {
        return true;
      }
      if (shape[i] > 1) {
        bits |= strides[i];
      }
    }
    return (bits & (dtype.alignment() - 1)) == 0;
  }

  /** {@return whether the memory is still there: its arena is open} */
  public boolean isAlive() {
    return memory.scope().isAlive();
  }

  private void checkAlive() {
    if (!memory.scope().isAlive()) {
      throw new IllegalStateException("array memory was freed: its Arena is closed");
    }
  }

  private void checkWritable() {
    checkAlive();
    if (!writable) {
      throw new UnsupportedOperationException("assignment destination is read-only");
    }
  }

  // ---------------------------------------------------------------- views

  private NDArray show(View v) {
    return show(v.offset(), v.shape(), v.strides(), writable);
  }

  private NDArray show(long at, long[] newShape, long[] newStrides, boolean canWrite) {
    long n = Shapes.size(newShape);
    // An empty array stays where it was: there may be no memory at the other place.
    return new NDArray(memory, n == 0 ? offset : at, dtype, newShape, newStrides, n, canWrite);
  }

  /**
   * {@return a view of what the index selects}
   *
   * @param index an entry for each axis; missing ones at the end are whole axes. One position for
   *     every axis gives an array of no dimensions
   */
  public NDArray get(Index... index) {
    return show(Indexing.select(new View(offset, shape, strides), index));
  }

  /**
   * {@return a view of what the index selects}
   *
   * @param index in Python's notation: {@code a.get(":, 1:5")}, {@code a.get("..., ::-1")}
   */
  public NDArray get(String index) {
    return get(Index.parse(index));
  }

  /** {@return a view with the axes in reverse order} */
  public NDArray transpose() {
    int n = shape.length;
    int[] axes = new int[n];
    Arrays.setAll(axes, i -> n - 1 - i);
    return permuted(axes);
  }

  /**
   * {@return a view with the axes in another order}
   *
   * @param axes for each axis of the view the axis of this array; none for the reverse order
   */
  public NDArray transpose(int... axes) {
    if (axes.length == 0) {
      return transpose();
    }
    if (axes.length != shape.length) {
      throw new IllegalArgumentException("axes don't match array");
    }
    int[] order = new int[axes.length];
    boolean[] seen = new boolean[axes.length];
    for (int i = 0; i < axes.length; i++) {
      order[i] = Shapes.axis(axes[i], axes.length);
      if (seen[order[i]]) {
        throw new IllegalArgumentException("repeated axis in transpose");
      }
      seen[order[i]] = true;
    }
    return permuted(order);
  }

  private NDArray permuted(int[] axes) {
    long[] newShape = new long[axes.length];
    long[] newStrides = new long[axes.length];
    for (int i = 0; i < axes.length; i++) {
      newShape[i] = shape[axes[i]];
      newStrides[i] = strides[axes[i]];
    }
    return show(offset, newShape, newStrides, writable);
  }

  /**
   * {@return a view with two axes exchanged}
   *
   * @param a one axis
   * @param b the other
   */
  public NDArray swapaxes(int a, int b) {
    int[] axes = new int[shape.length];
    Arrays.setAll(axes, i -> i);
    int first = Shapes.axis(a, shape.length);
    int second = Shapes.axis(b, shape.length);
    axes[first] = second;
    axes[second] = first;
    return permuted(axes);
  }

  /**
   * {@return the same elements, in row-major order, in another shape: a view if strides can show
   * it, else a copy}
   *
   * @param newShape the shape; one length may be negative and is computed
   */
  public NDArray reshape(long... newShape) {
    long[] target = Shapes.resolve(newShape, size);
    if (target.length > Shapes.MAX_DIMS) {
      Shapes.check(target, dtype.itemSize());
    }
    long[] newStrides = Shapes.reshapeStrides(shape, strides, target, dtype.itemSize());
    return newStrides == null
        ? copy(Order.C).reshape(target)
        : show(offset, target, newStrides, writable);
  }

  /**
   * {@return the same elements in another shape, both read in the given order}
   *
   * @param order {@link Order#F} for column-major; {@link Order#A} for column-major where this
   *     array is that and not row-major; else row-major
   * @param newShape the shape; one length may be negative and is computed
   */
  public NDArray reshape(Order order, long... newShape) {
    if (!isFortran(order)) {
      return reshape(newShape);
    }
    long[] target = Shapes.resolve(newShape, size);
    long[] reversed = new long[target.length];
    Arrays.setAll(reversed, i -> target[target.length - 1 - i]);
    return transpose().reshape(reversed).transpose();
  }

  /** {@return the elements in row-major order on one axis: a view if possible, else a copy} */
  public NDArray ravel() {
    return reshape(-1);
  }

  /** {@return a copy of the elements in row-major order on one axis} */
  public NDArray flatten() {
    return copy(Order.C).ravel();
  }

  /**
   * {@return a read-only view in which axes of length one, and new ones in front, are repeated}
   *
   * @param to the larger shape
   */
  public NDArray broadcastTo(long... to) {
    Shapes.check(to, dtype.itemSize());
    long[] spread = Shapes.broadcastStrides(shape, strides, to);
    if (spread == null) {
      throw new IllegalArgumentException(
          "operands could not be broadcast together with remapped shapes [original->remapped]: "
              + Shapes.compact(shape)
              + "  and requested shape "
              + Shapes.compact(to));
    }
    return show(offset, to.clone(), spread, false);
  }

  /** {@return a view without the axes of length one} */
  public NDArray squeeze() {
    boolean[] drop = new boolean[shape.length];
    for (int i = 0; i < drop.length; i++) {
      drop[i] = shape[i] == 1;
    }
    return without(drop);
  }

  /**
   * {@return a view without the given axes}
   *
   * @param axes axes of length one; none for all of them
   */
  public NDArray squeeze(int... axes) {
    if (axes.length == 0) {
      return squeeze();
    }
    boolean[] drop = new boolean[shape.length];
    for (int axis : axes) {
      int a = Shapes.axis(axis, shape.length);
      if (shape[a] != 1) {
        throw new IllegalArgumentException(
            "cannot select an axis to squeeze out which has size not equal to one");
      }
      if (drop[a]) {
        throw new IllegalArgumentException("duplicate value in 'axis'");
      }
      drop[a] = true;
    }
    return without(drop);
  }

  private NDArray without(boolean[] drop) {
    long[] newShape = new long[shape.length];
    long[] newStrides = new long[shape.length];
    int n = 0;
    for (int i = 0; i < shape.length; i++) {
      if (!drop[i]) {
        newShape[n] = shape[i];
        newStrides[n++] = strides[i];
      }
    }
    return show(offset, Arrays.copyOf(newShape, n), Arrays.copyOf(newStrides, n), writable);
  }

  /**
   * {@return a view that takes the same bytes for elements of another type}
   *
   * @param type the type; where its size differs, the last axis has to be gapless and changes its
   *     length
   */
  public NDArray view(DType type) {
    View v = Reinterpret.as(type, dtype.itemSize(), new View(offset, shape, strides));
    return new NDArray(
        memory, offset, type, v.shape(), v.strides(), Shapes.size(v.shape()), writable);
  }

  /** {@return a view that cannot be written to; this array if it is one} */
  public NDArray readOnly() {
    return writable ? show(offset, shape, strides, false) : this;
  }

  /**
   * {@return the shape to which all the shapes broadcast}
   *
   * @param shapes the shapes
   */
  public static long[] broadcastShapes(long[]... shapes) {
    return Shapes.broadcast(shapes);
  }

  // ---------------------------------------------------------------- elements

  private long at(long[] index) {
    checkAlive();
    if (index.length != shape.length) {
      if (index.length > shape.length) {
        throw Indexing.tooMany(shape.length, index.length);
      }
      throw new IndexOutOfBoundsException(
          "too few indices for one element: array is "
              + shape.length
              + "-dimensional, but "
              + index.length
              + " were indexed");
    }
    long at = offset;
    for (int i = 0; i < index.length; i++) {
      at += Indexing.place(index[i], shape, i) * strides[i];
    }
    return at;
  }

  private long writableAt(long[] index) {
    checkWritable();
    return at(index);
  }

  /**
   * {@return the element as a double; text is parsed}
   *
   * @param index a position on each axis
   * @throws IllegalArgumentException if it is complex with an imaginary part, or no number
   */
  public double getDouble(long... index) {
    return Elements.getDouble(memory, at(index), dtype);
  }

  /**
   * {@return the element as a long; a fraction is cut off, text is parsed}
   *
   * @param index a position on each axis
   * @throws ArithmeticException if it does not fit
   * @throws IllegalArgumentException if it is NaN, or no number
   */
  public long getLong(long... index) {
    return Elements.getLong(memory, at(index), dtype);
  }

  /**
   * {@return whether the element is not zero; for text, not empty}
   *
   * @param index a position on each axis
   */
  public boolean getBoolean(long... index) {
    return Elements.getBoolean(memory, at(index), dtype);
  }

  /**
   * {@return the element as a complex number; text is parsed}
   *
   * @param index a position on each axis
   */
  public Complex getComplex(long... index) {
    return Elements.getComplex(memory, at(index), dtype);
  }

  /**
   * {@return the element as text: text without its trailing NULs, a number as {@link #formatScalar}
   * writes it}
   *
   * @param index a position on each axis
   */
  public String getString(long... index) {
    return Elements.getString(memory, at(index), dtype);
  }

  /**
   * {@return the element as bytes without trailing NULs; what is not bytes, as ASCII text}
   *
   * @param index a position on each axis
   */
  public byte[] getBytes(long... index) {
    return Elements.getBytes(memory, at(index), dtype);
  }

  /**
   * {@return the element as a Boolean (bool), Long (integers), BigInteger (uint64), Double
   * (floats), {@link Complex}, byte[] (bytes) or String (str)}
   *
   * @param index a position on each axis
   */
  public Object getObject(long... index) {
    return Elements.getObject(memory, at(index), dtype);
  }

  /**
   * Writes an element.
   *
   * @param value the value
   * @param index a position on each axis
   * @throws ArithmeticException if an infinity, or a number out of its range, is to be an integer
   * @throws IllegalArgumentException if NaN is to be an integer
   */
  public void setDouble(double value, long... index) {
    Elements.setDouble(memory, writableAt(index), dtype, value);
  }

  /**
   * Writes an element.
   *
   * @param value the value
   * @param index a position on each axis
   * @throws ArithmeticException if the dtype is an integer that cannot hold the value
   */
  public void setLong(long value, long... index) {
    Elements.setLong(memory, writableAt(index), dtype, value);
  }

  /**
   * Writes an element.
   *
   * @param value the value
   * @param index a position on each axis
   */
  public void setBoolean(boolean value, long... index) {
    Elements.setObject(memory, writableAt(index), dtype, value);
  }

  /**
   * Writes an element.
   *
   * @param value the value
   * @param index a position on each axis
   * @throws IllegalArgumentException if the dtype is a real number
   */
  public void setComplex(Complex value, long... index) {
    Elements.setComplex(memory, writableAt(index), dtype, value);
  }

  /**
   * Writes an element: text cut to the length of the dtype, or parsed for a number.
   *
   * @param value the value
   * @param index a position on each axis
   * @throws IllegalArgumentException if the text is no such number, or not ASCII for a bytes dtype
   */
  public void setString(String value, long... index) {
    Elements.setString(memory, writableAt(index), dtype, value);
  }

  /**
   * Writes an element: bytes cut to the length of the dtype, or parsed for a number.
   *
   * @param value the value
   * @param index a position on each axis
   */
  public void setBytes(byte[] value, long... index) {
    Elements.setBytes(memory, writableAt(index), dtype, value);
  }

  /**
   * Writes an element.
   *
   * @param value a Boolean, a Number, a {@link Complex}, a byte[] or a CharSequence
   * @param index a position on each axis
   * @throws ArithmeticException if the dtype is an integer that cannot hold the value
   * @throws IllegalArgumentException if the dtype cannot hold such a value at all
   */
  public void setObject(Object value, long... index) {
    Elements.setObject(memory, writableAt(index), dtype, value);
  }

  /**
   * {@return the only element, as {@link #getObject} gives it}
   *
   * @throws IllegalArgumentException if there is not exactly one
   */
  public Object item() {
    if (size != 1) {
      throw new IllegalArgumentException("can only convert an array of size 1 to a scalar");
    }
    checkAlive();
    return Elements.getObject(memory, offset, dtype);
  }

  // ---------------------------------------------------------------- whole arrays

  /**
   * Gives every element the same value.
   *
   * @param value what {@link #setObject} takes
   */
  public void fill(Object value) {
    checkWritable();
    MemorySegment one = MemorySegment.ofArray(new byte[Math.toIntExact(dtype.itemSize())]);
    Elements.setObject(one, 0, dtype, value);
    Transfer.assign(this, of(one, dtype));
  }

  /**
   * Copies another array into this one, cast within {@link Casting#SAME_KIND}.
   *
   * @param source an array whose shape broadcasts to this one's; it may overlap this array
   */
  public void assign(NDArray source) {
    assign(source, Casting.SAME_KIND);
  }

  /**
   * Copies another array into this one, as NumPy's {@code copyto}.
   *
   * @param source an array whose shape broadcasts to this one's; it may overlap this array
   * @param casting how much the conversion may change
   * @throws IllegalArgumentException if the shapes or the dtypes do not go together
   */
  public void assign(NDArray source, Casting casting) {
    checkWritable();
    source.checkAlive();
    checkCast(source.dtype, dtype, casting);
    Transfer.assign(this, source);
  }

  private static void checkCast(DType from, DType to, Casting casting) {
    if (!DType.canCast(from, to, casting)) {
      throw new IllegalArgumentException(
          "Cannot cast array data from dtype('"
              + from
              + "') to dtype('"
              + to
              + "') according to the rule '"
              + casting
              + "'");
    }
  }

  /** {@return a copy in row-major order} */
  public NDArray copy() {
    return copy(Order.C);
  }

  /**
   * {@return a copy}
   *
   * @param order how its elements are to lie in memory
   */
  public NDArray copy(Order order) {
    return converted(Arena.ofAuto(), dtype, order);
  }

  /**
   * {@return a copy in the arena}
   *
   * @param arena where the memory comes from
   * @param order how its elements are to lie in memory
   */
  public NDArray copy(Arena arena, Order order) {
    return converted(arena, dtype, order);
  }

  /**
   * {@return a copy with elements of another type, by the rules of C where a value does not fit}
   *
   * @param type the type; text of length 0 becomes as long as this dtype needs
   */
  public NDArray astype(DType type) {
    return astype(type, Casting.UNSAFE);
  }

  /**
   * {@return a copy with elements of another type, in memory in the order of this array}
   *
   * @param type the type; text of length 0 becomes as long as this dtype needs
   * @param casting how much the conversion may change
   * @throws IllegalArgumentException if it would change more
   */
  public NDArray astype(DType type, Casting casting) {
    checkCast(dtype, type, casting);
    return converted(Arena.ofAuto(), Reinterpret.resolveLength(type, dtype), Order.K);
  }

  private NDArray converted(Arena arena, DType type, Order order) {
    checkAlive();
    long item = type.itemSize();
    long[] newStrides =
        order == Order.K
            ? Shapes.stridesLike(shape, strides, item)
            : isFortran(order) ? Shapes.fortranStrides(shape, item) : Shapes.strides(shape, item);
    NDArray a = allocate(arena, type, shape, newStrides);
    Transfer.assign(a, this);
    return a;
  }

  private boolean isFortran(Order order) {
    return order == Order.F || (order == Order.A && fortranContiguous && !contiguous);
  }

  /** {@return this array if it is row-major without gaps, else a copy that is} */
  public NDArray asContiguous() {
    return contiguous ? this : copy(Order.C);
  }

  private MemorySegment elements(DType type) {
    checkAlive();
    NDArray a = dtype.equals(type) ? asContiguous() : astype(type).asContiguous();
    return a.memory.asSlice(a.offset, a.nbytes());
  }

  private void checkNoLoss(String what, boolean good) {
    if (!good) {
      throw new IllegalArgumentException("an array of " + dtype + " does not turn into " + what);
    }
  }

  /**
   * {@return the elements in row-major order}
   *
   * @throws IllegalArgumentException if they are complex
   */
  public double[] toDoubleArray() {
    checkNoLoss("double[]", dtype.kind() != 'c');
    return elements(DType.FLOAT64).toArray(ValueLayout.JAVA_DOUBLE);
  }

  /**
   * {@return the elements in row-major order, rounded to float32}
   *
   * @throws IllegalArgumentException if they are complex
   */
  public float[] toFloatArray() {
    checkNoLoss("float[]", dtype.kind() != 'c');
    return elements(DType.FLOAT32).toArray(ValueLayout.JAVA_FLOAT);
  }

  /**
   * {@return the elements in row-major order; uint64 as its bits}
   *
   * @throws IllegalArgumentException if they are not bool or integers: convert with {@link #astype}
   */
  public long[] toLongArray() {
    checkNoLoss("long[]", "biu".indexOf(dtype.kind()) >= 0);
    return elements(DType.INT64).toArray(ValueLayout.JAVA_LONG);
  }

  /**
   * {@return the elements in row-major order}
   *
   * @throws IllegalArgumentException if they are not bool or integers that fit an int by their
   *     type: convert with {@link #astype}
   */
  public int[] toIntArray() {
    checkNoLoss("int[]", DType.canCast(dtype, DType.INT32, Casting.SAFE));
    return elements(DType.INT32).toArray(ValueLayout.JAVA_INT);
  }

  /**
   * {@return the elements in row-major order}
   *
   * @throws IllegalArgumentException if the dtype is not bool
   */
  public boolean[] toBooleanArray() {
    checkNoLoss("boolean[]", dtype.id() == TypeId.BOOL);
    return JavaArrays.booleans(elements(DType.BOOL));
  }

  /** {@return the elements in row-major order, each as {@link #getObject} gives it} */
  public Object[] toObjectArray() {
    NDArray a = asContiguous();
    Object[] result = new Object[Math.toIntExact(size)];
    checkAlive();
    Arrays.setAll(
        result, i -> Elements.getObject(a.memory, a.offset + i * dtype.itemSize(), dtype));
    return result;
  }

  /** {@return the elements in row-major order, each as {@link #getString} gives it} */
  public String[] toStringArray() {
    NDArray a = asContiguous();
    String[] result = new String[Math.toIntExact(size)];
    checkAlive();
    Arrays.setAll(
        result, i -> Elements.getString(a.memory, a.offset + i * dtype.itemSize(), dtype));
    return result;
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
    return load(file, Arena.ofAuto());
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
    return NpyFile.load(file, arena);
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
        && Comparison.equal(
            elements(dtype.toNative()), that.elements(dtype.toNative()), dtype.toNative());
  }

  /** {@return a hash of dtype, shape and elements; it changes when an element is written} */
  @Override
  public int hashCode() {
    int hash = Comparison.hash(elements(dtype.toNative()), dtype);
    return 31 * (31 * dtype.hashCode() + Arrays.hashCode(shape)) + hash;
  }

  /** {@return the array as NumPy's {@code str} writes it} */
  @Override
  public String toString() {
    return toString(PrintOptions.DEFAULT);
  }

  /**
   * {@return the array as NumPy's {@code str} writes it; a note if its memory was freed}
   *
   * @param options how
   */
  public String toString(PrintOptions options) {
    return isAlive()
        ? ArrayPrinter.str(this, options)
        : "<" + dtype + " array of shape " + Shapes.tuple(shape) + ", memory freed>";
  }

  /** {@return the array as NumPy's {@code repr} writes it: {@code array([1, 2, 3])}} */
  public String repr() {
    return repr(PrintOptions.DEFAULT);
  }

  /**
   * {@return the array as NumPy's {@code repr} writes it}
   *
   * @param options how
   */
  public String repr(PrintOptions options) {
    checkAlive();
    return ArrayPrinter.repr(this, options);
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
