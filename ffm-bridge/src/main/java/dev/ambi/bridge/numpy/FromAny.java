package dev.ambi.bridge.numpy;

import dev.ambi.bridge.nativelib.CallContext;
import dev.ambi.bridge.nativelib.Downcalls;
import dev.ambi.bridge.nativelib.LibAmbi;
import dev.ambi.bridge.object.Py;
import dev.ambi.bridge.object.PythonError;
import dev.ambi.core.Casting;

/**
 * Arrays from anything: other arrays, array scalars, numbers, nested sequences, buffers. Needs the
 * lock.
 */
public final class FromAny {
  private static final long ARRAY_OF_SCALAR = LibAmbi.address("ambi_array_of_scalar");
  private static final long NEW_LIKE = LibAmbi.address("PyArray_NewLikeArray");
  private static final long SET_WRITEBACK = LibAmbi.address("PyArray_SetWritebackIfCopyBase");

  /** The object's own array interface, in the order in which NumPy asks. */
  private static final String INTERFACE = "__array_interface__";

  private static final String ARRAY = "__array__";

  /** As a greatest depth: no dimension at all. */
  static final int AT_MOST_ELEMENT = ~0;

  private FromAny() {}

  /**
   * {@code PyArray_FromAny}: new reference.
   *
   * @param descr the dtype wanted, 0 for any; takes over the reference
   * @param minDepth fewest dimensions
   * @param maxDepth most dimensions, 0 for any number; {@code ~n} for at most {@code n}, where a
   *     sequence below them is to be an element
   * @param flags NPY_ARRAY_* that the result must have
   */
  public static long convert(
      CallContext ctx,
      NativeAbi abi,
      long object,
      long descr,
      int minDepth,
      int maxDepth,
      int flags) {
    long wanted = descr;
    try {
      long array = existing(ctx, abi, object);
      if (array == 0 && (flags & Arrays.ENSURENOCOPY) != 0) {
        throw copyNeeded(abi);
      }
      if (array == 0) {
        // 1.x looks at the whole depth and complains afterwards.
        int most =
            maxDepth < 0 ? ~maxDepth : maxDepth <= 0 || abi.tag() == 1 ? abi.maxDims() : maxDepth;
        Discovery found = Discovery.within(ctx, abi, object, most, wanted);
        if (wanted == 0) {
          wanted = found.descr();
        } else if (abi.descrs().elsize(wanted) == 0 && abi.descrs().subarray(wanted) == 0) {
          wanted = resized(abi, wanted, found, object);
        }
        checkDepth(found.shape().length, minDepth, maxDepth);
        if ((flags & Arrays.WRITEBACKIFCOPY) != 0) {
          throw PythonError.type("WRITEBACKIFCOPY used for non-array input.");
        }
        long dtype = wanted;
        wanted = 0;
        boolean fortran =
            (flags & (Arrays.C_CONTIGUOUS | Arrays.F_CONTIGUOUS)) == Arrays.F_CONTIGUOUS;
        array = Arrays.create(abi, dtype, found.shape(), null, 0, fortran ? 1 : 0);
        try {
          found.fill(ctx, array, object);
        } catch (RuntimeException e) {
          Py.decref(array);
          throw e;
        }
        return array;
      }
      try {
        if ((flags & Arrays.ENSURENOCOPY) != 0 && Scalars.isScalar(object)) {
          throw copyNeeded(abi);
        }
        checkDepth(Arrays.ndim(array), minDepth, maxDepth);
        long dtype = wanted;
        wanted = 0;
        return fromArray(abi, array, dtype, flags);
      } finally {
        Py.decref(array);
      }
    } finally {
      Py.xdecref(wanted);
    }
  }

  private static PythonError copyNeeded(NativeAbi abi) {
    return PythonError.value(
        abi.tag() == 1
            ? "Unable to avoid copy while creating an array."
            : "Unable to avoid copy while creating an array as requested.\n"
                  + "If using `np.array(obj, copy=False)` replace it with `np.asarray(obj)` to"
                  + " allow a copy when needed (no behavior change in NumPy 1.x).\n"
                  + "For more details, see"
                  + " https://numpy.org/devdocs/numpy_2_0_migration_guide.html#adapting-to-changes-in-the-copy-keyword.");
  }

  private static void checkDepth(int depth, int least, int most) {
    if (least > 0 && depth < least) {
      throw PythonError.value("object of too small depth for desired array");
    }
    if (most > 0 && depth > most) {
      throw PythonError.value("object too deep for desired array");
    }
  }

  /**
   * A text dtype without a size gets the one that the values need. Takes over a reference and gives
   * one.
   */
  private static long resized(NativeAbi abi, long descr, Discovery found, long object) {
    BuiltinType type = abi.descrs().type(descr);
    if (type == null || !type.isFlexible()) {
      return descr;
    }
    long size = found.textSize(type, object);
    long result = Py.incref(abi.descrs().of(type, size, abi.descrs().isSwapped(descr)));
    Py.decref(descr);
    return result;
  }

  /** An array that the object is, or has: new reference; 0 where its values must be gathered. */
  private static long existing(CallContext ctx, NativeAbi abi, long object) {
    if (Arrays.isArray(object)) {
      return Arrays.forAbi(ctx, abi, object);
    }
    if (Scalars.isScalar(object)) {
      return Py.checked(Downcalls.call(ARRAY_OF_SCALAR, object, abi.tag()));
    }
    long type = Py.type(object);
    if (object == Py.NONE
        || type == Py.FLOAT_TYPE
        || type == Py.LONG_TYPE
        || type == Py.BOOL_TYPE
        || type == Py.COMPLEX_TYPE
        || type == Py.LIST_TYPE
        || type == Py.TUPLE_TYPE
        || type == Py.UNICODE_TYPE
        || type == Py.BYTES_TYPE) {
      return 0;
    }
    if (Buffers.has(object)) {
      return Buffers.toArray(abi, object);
    }
    long described = attribute(object, INTERFACE);
    if (described != 0) {
      try {
        return Buffers.fromInterface(ctx, abi, object, described);
      } finally {
        Py.decref(described);
      }
    }
    return fromArrayMethod(ctx, abi, object);
  }

  /** What {@code object.__array__()} gives: new reference; 0 where there is no such method. */
  static long fromArrayMethod(CallContext ctx, NativeAbi abi, long object) {
    long method = attribute(object, ARRAY);
    if (method == 0) {
      return 0;
    }
    long none = Py.newTuple();
    try {
      long array = Py.call(method, none, 0);
      try {
        if (!Arrays.isArray(array)) {
          throw PythonError.value("object __array__ method not producing an array");
        }
        return Arrays.forAbi(ctx, abi, array);
      } finally {
        Py.decref(array);
      }
    } finally {
      Py.decref(none);
      Py.decref(method);
    }
  }

  /**
   * New reference, or 0 where there is none. Classes themselves have the attribute, but are no
   * arrays.
   */
  private static long attribute(long object, String name) {
    if (Py.isInstance(object, Py.TYPE_TYPE)) {
      return 0;
    }
    try {
      return Py.getAttr(object, name);
    } catch (PythonError e) {
      PythonError.clear();
      return 0;
    }
  }

  /**
   * {@code PyArray_FromArray}: the array itself where it has what is wanted, else a copy. New
   * reference.
   *
   * @param descr takes over the reference; 0 for the array's own
   */
  static long fromArray(NativeAbi abi, long array, long descr, int flags) {
    StructDescrs descrs = abi.descrs();
    long wanted = descr == 0 ? Py.incref(Arrays.descr(array)) : sized(abi, array, descr);
    try {
      Casting casting = (flags & Arrays.FORCECAST) != 0 ? Casting.UNSAFE : Casting.SAFE;
      if (!Castings.canCastArray(descrs, array, wanted, casting)) {
        DescrText text = new DescrText(abi);
        throw PythonError.type(
            Castings.REFUSED.formatted(
                Castings.noun(array), text.repr(Arrays.descr(array)), text.repr(wanted), casting));
      }
      int has = Arrays.flags(array);
      int needs = Arrays.ALIGNED | Arrays.WRITEABLE;
      boolean layout =
          ((flags & Arrays.C_CONTIGUOUS) == 0 || (has & Arrays.C_CONTIGUOUS) != 0)
              && ((flags & Arrays.F_CONTIGUOUS) == 0 || (has & Arrays.F_CONTIGUOUS) != 0)
              && (flags & needs & ~has) == 0;
      boolean exact = Py.type(array) == abi.arrayType();
      if ((flags & Arrays.ENSURECOPY) == 0
          && layout
          && Castings.equivalent(Arrays.descr(array), wanted)) {
        return (flags & Arrays.ENSUREARRAY) != 0 && !exact
            ? ArrayService.view(array, 0, abi.arrayType())
            : Py.incref(array);
      }
      if ((flags & Arrays.ENSURENOCOPY) != 0) {
        throw copyNeeded(abi);
      }
      int order =
          (flags & Arrays.F_CONTIGUOUS) != 0
              ? Orders.F
              : (flags & Arrays.C_CONTIGUOUS) != 0 ? Orders.C : Orders.K;
      int subclass = (flags & Arrays.ENSUREARRAY) != 0 ? 0 : 1;
      long copy = Py.checked(Downcalls.call(NEW_LIKE, array, order, Py.incref(wanted), subclass));
      try {
        Arrays.assign(copy, array);
        if ((flags & Arrays.WRITEBACKIFCOPY) != 0) {
          Py.checkedInt(Downcalls.call(SET_WRITEBACK, copy, Py.incref(array)));
        }
        return copy;
      } catch (RuntimeException e) {
        Py.decref(copy);
        throw e;
      }
    } finally {
      Py.decref(wanted);
    }
  }

  /**
   * The descriptor with the size that casting {@code array} to it needs, where it has none: takes
   * over a reference, gives one.
   */
  static long sized(NativeAbi abi, long array, long descr) {
    StructDescrs descrs = abi.descrs();
    BuiltinType type = descrs.type(descr);
    if (type == null
        || !type.isFlexible()
        || descrs.elsize(descr) != 0
        || descrs.names(descr) != 0) {
      return descr;
    }
    long from = Arrays.descr(array);
    BuiltinType source = descrs.type(from);
    long size =
        switch (source) {
          case null -> 0;
          case STRING -> descrs.elsize(from) * (type == BuiltinType.UNICODE ? 4 : 1);
          case UNICODE -> descrs.elsize(from) / (type == BuiltinType.UNICODE ? 1 : 4);
          default ->
              type == BuiltinType.VOID || source.id() == null
                  ? descrs.elsize(from)
                  : dev.ambi.core.DType.promote(
                              dev.ambi.core.DType.of(source.id()), dev.ambi.core.DType.bytes(0))
                          .itemSize()
                      * (type == BuiltinType.UNICODE ? 4 : 1);
        };
    long result = Py.incref(descrs.of(type, size, descrs.isSwapped(descr)));
    Py.decref(descr);
    return result;
  }
}
