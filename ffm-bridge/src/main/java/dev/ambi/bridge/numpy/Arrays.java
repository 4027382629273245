package dev.ambi.bridge.numpy;

import dev.ambi.bridge.abi.NumpyAbi;
import dev.ambi.bridge.layout.NumPy2.PyArrayObject_fields;
import dev.ambi.bridge.nativelib.CallContext;
import dev.ambi.bridge.nativelib.Downcalls;
import dev.ambi.bridge.nativelib.LibAmbi;
import dev.ambi.bridge.nativelib.Memory;
import dev.ambi.bridge.object.Py;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Array objects as C sees them: a {@code PyArrayObject_fields} struct, the same in every ABI, on
 * which this reads and writes. Addresses are of array objects; "new reference" means the caller
 * must drop it. Needs the interpreter lock.
 */
public final class Arrays {
  /** NPY_ARRAY_C_CONTIGUOUS. */
  public static final int C_CONTIGUOUS = 0x0001;

  /** NPY_ARRAY_F_CONTIGUOUS. */
  public static final int F_CONTIGUOUS = 0x0002;

  /** NPY_ARRAY_OWNDATA. */
  public static final int OWNDATA = 0x0004;

  /** NPY_ARRAY_FORCECAST. */
  public static final int FORCECAST = 0x0010;

  /** NPY_ARRAY_ENSURECOPY. */
  public static final int ENSURECOPY = 0x0020;

  /** NPY_ARRAY_ENSUREARRAY. */
  public static final int ENSUREARRAY = 0x0040;

  /** NPY_ARRAY_ELEMENTSTRIDES. */
  public static final int ELEMENTSTRIDES = 0x0080;

  /** NPY_ARRAY_ALIGNED. */
  public static final int ALIGNED = 0x0100;

  /** NPY_ARRAY_NOTSWAPPED. */
  public static final int NOTSWAPPED = 0x0200;

  /** NPY_ARRAY_WRITEABLE. */
  public static final int WRITEABLE = 0x0400;

  /** NPY_ARRAY_ENSURENOCOPY. */
  public static final int ENSURENOCOPY = 0x4000;

  /** NPY_ARRAY_WRITEBACKIFCOPY. */
  public static final int WRITEBACKIFCOPY = 0x2000;

  /** The array types of both ABIs: from an object's type one knows whose it is. */
  private static final long TYPE_2X = LibAmbi.address("PyArray_Type");

  private static final long TYPE_1X = LibAmbi.address("PyArray_Type_abi1");
  private static final long NEW = LibAmbi.address("PyArray_NewFromDescr");
  private static final long SET_BASE = LibAmbi.address("PyArray_SetBaseObject");
  private static final long COPY_INTO = LibAmbi.address("PyArray_CopyInto");
  private static final long NEW_COPY = LibAmbi.address("PyArray_NewCopy");
  private static final long CAST = LibAmbi.address("PyArray_CastToType");
  private static final long UPDATE_FLAGS = LibAmbi.address("PyArray_UpdateFlags");

  private Arrays() {}

  /** Whether the object is an array, of either ABI. */
  public static boolean isArray(long object) {
    return tag(object) != 0;
  }

  /** 1 or 2 for an array, whose type says its ABI; 0 for another object. */
  public static int tag(long object) {
    long type = Py.type(object);
    if (type == TYPE_2X) {
      return 2;
    } else if (type == TYPE_1X) {
      return 1;
    }
    return Py.isSubtype(type, TYPE_2X) ? 2 : Py.isSubtype(type, TYPE_1X) ? 1 : 0;
  }

  /** The ABI that the array, or other object with a known tag, belongs to. */
  public static NativeAbi abi(CallContext ctx, long array) {
    return abi(ctx, tag(array));
  }

  /** The host's ABI of that tag. */
  public static NativeAbi abi(CallContext ctx, int tag) {
    NumpyAbi abi = ctx.abi().tag() == tag ? ctx.abi() : ctx.host().context(tag).abi();
    return (NativeAbi) abi;
  }

  /** {@code PyArray_DATA}. */
  public static long data(long array) {
    return Memory.getLong(array + PyArrayObject_fields.DATA);
  }

  /** {@code PyArray_NDIM}. */
  public static int ndim(long array) {
    return Memory.getInt(array + PyArrayObject_fields.ND);
  }

  /** {@code PyArray_DIMS}, a copy. */
  public static long[] shape(long array) {
    return Memory.longs(Memory.getLong(array + PyArrayObject_fields.DIMENSIONS), ndim(array));
  }

  /** {@code PyArray_STRIDES}, a copy. */
  public static long[] strides(long array) {
    return Memory.longs(Memory.getLong(array + PyArrayObject_fields.STRIDES), ndim(array));
  }

  /** {@code PyArray_DESCR}: borrowed. */
  public static long descr(long array) {
    return Memory.getLong(array + PyArrayObject_fields.DESCR);
  }

  /** {@code PyArray_FLAGS}. */
  public static int flags(long array) {
    return Memory.getInt(array + PyArrayObject_fields.FLAGS);
  }

  /** Writes {@code flags}. */
  public static void setFlags(long array, int flags) {
    Memory.putInt(array + PyArrayObject_fields.FLAGS, flags);
  }

  /** {@code PyArray_BASE}: borrowed, or 0. */
  public static long base(long array) {
    return Memory.getLong(array + PyArrayObject_fields.BASE);
  }

  /** {@code PyArray_SIZE}. */
  public static long size(long array) {
    long size = 1;
    for (long length : shape(array)) {
      size *= length;
    }
    return size;
  }

  /**
   * The array as an NDArray on the same memory: no copy, for the time of the call only, since
   * nothing keeps the memory alive.
   *
   * @throws dev.ambi.bridge.object.PythonError TypeError for a dtype that {@code core} has not
   */
  public static NDArray toNDArray(NativeAbi abi, long array) {
    return view(
        data(array),
        abi.descrs().dtypeOf(descr(array)),
        shape(array),
        strides(array),
        (flags(array) & WRITEABLE) != 0);
  }

  /**
   * The array, of either ABI, as an NDArray on the same memory; see {@link #toNDArray(NativeAbi,
   * long)}.
   */
  public static NDArray toNDArray(CallContext ctx, long array) {
    return toNDArray(abi(ctx, array), array);
  }

  /** Memory with the given layout as an NDArray, kept alive by nothing. */
  static NDArray view(long data, DType dtype, long[] shape, long[] strides, boolean writable) {
    Span span = Span.of(dtype.itemSize(), shape, strides);
    MemorySegment memory = Memory.segment(data + span.low(), span.bytes());
    return NDArray.of(memory, -span.low(), dtype, shape, strides, writable);
  }

  /**
   * {@code PyArray_NewFromDescr} of the ABI's own type: new reference.
   *
   * @param descr takes over the reference
   * @param strides null for contiguous ones
   * @param data 0 for new memory, which is not initialised
   * @param flags of an array on foreign memory; nonzero without data: Fortran order
   */
  public static long create(
      NumpyAbi abi, long descr, long[] shape, long[] strides, long data, int flags) {
    return create(abi.arrayType(), descr, shape, strides, data, flags, 0);
  }

  static long create(
      long type, long descr, long[] shape, long[] strides, long data, int flags, long like) {
    try (Arena arena = Arena.ofConfined()) {
      long dims = arena.allocateFrom(ValueLayout.JAVA_LONG, padded(shape)).address();
      long steps =
          strides == null
              ? 0
              : arena.allocateFrom(ValueLayout.JAVA_LONG, padded(strides)).address();
      return Py.checked(
          Downcalls.call(NEW, type, descr, shape.length, dims, steps, data, flags, like));
    }
  }

  /** An empty native array would have no address. */
  private static long[] padded(long[] values) {
    return values.length == 0 ? new long[1] : values;
  }

  /** A new array of the ABI, C order, with the values of {@code source}: new reference. */
  public static long copyOf(NumpyAbi abi, NDArray source) {
    long array =
        create(
            abi,
            Py.incref(abi.descrs().descrFor(source.dtype())),
            source.shape().toArray(),
            null,
            0,
            0);
    toNDArray((NativeAbi) abi, array).assign(source, dev.ambi.core.Casting.UNSAFE);
    return array;
  }

  /** Makes {@code base} keep alive the memory that the array uses; takes over the reference. */
  public static void setBase(long array, long base) {
    Py.checkedInt(Downcalls.call(SET_BASE, array, base));
  }

  /**
   * A view of the same memory for another ABI's binaries, or the array itself where it is one of
   * that ABI's already: new reference.
   */
  public static long forAbi(CallContext ctx, NativeAbi abi, long array) {
    int tag = tag(array);
    if (tag == abi.tag()) {
      return Py.incref(array);
    }
    if (ndim(array) > abi.maxDims()) {
      throw new IllegalArgumentException(
          "an array of %d dimensions cannot be shown to a binary built for %s, which allows %d"
              .formatted(ndim(array), abi.displayName(), abi.maxDims()));
    }
    long descr = Descrs.translate(abi(ctx, tag), descr(array), abi);
    long view =
        create(
            abi,
            descr,
            shape(array),
            strides(array),
            data(array),
            flags(array) & (WRITEABLE | ALIGNED));
    try {
      setBase(view, Py.incref(array));
    } catch (RuntimeException e) {
      Py.decref(view);
      throw e;
    }
    return view;
  }

  /** Copies elements, cast and broadcast. */
  public static void assign(long to, long from) {
    Py.checkedInt(Downcalls.call(COPY_INTO, to, from));
  }

  /**
   * A copy: new reference.
   *
   * @param order NPY_ORDER: -1 any, 0 C, 1 Fortran, 2 keep
   */
  public static long copy(long array, int order) {
    return Py.checked(Downcalls.call(NEW_COPY, array, order));
  }

  /** A copy with another dtype: new reference; takes over the reference to {@code descr}. */
  public static long cast(long array, long descr, boolean fortran) {
    return Py.checked(Downcalls.call(CAST, array, descr, fortran ? 1 : 0));
  }

  /** Recomputes the flags of {@code mask} that follow from strides and address. */
  public static void updateFlags(long array, int mask) {
    Downcalls.call(UPDATE_FLAGS, array, mask);
  }
}
