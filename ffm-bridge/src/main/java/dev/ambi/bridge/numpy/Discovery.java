package dev.ambi.bridge.numpy;

import dev.ambi.bridge.nativelib.CallContext;
import dev.ambi.bridge.nativelib.Downcalls;
import dev.ambi.bridge.nativelib.LibAmbi;
import dev.ambi.bridge.nativelib.Memory;
import dev.ambi.bridge.object.Py;
import dev.ambi.bridge.object.PythonError;
import dev.ambi.core.DType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * What array a number or nested sequences make: its shape, and the dtype that holds every value.
 * Needs the lock.
 */
final class Discovery {
  private static final long ARR_FUNCS = LibAmbi.address("ambi_arr_funcs");

  /** Offset of {@code setitem} in PyArray_ArrFuncs. */
  private static final int SETITEM = 176;

  private static final BigInteger TWO_64 = BigInteger.ONE.shiftLeft(64);

  private final CallContext ctx;
  private final NativeAbi abi;
  private final int most;

  /** For structures: a tuple is one element. */
  private final boolean tuplesAreElements;

  private final List<Long> shape = new ArrayList<>();
  private BuiltinType type;
  private DType dtype;

  /** A registered dtype among the values: borrowed, or 0; and whether there are several. */
  private long user;

  private boolean mixed;

  /** The depth at which lengths disagree; no dimension is deeper. */
  private int deepest = Integer.MAX_VALUE;

  private boolean ragged;

  /** A sequence was not looked into, because that would be one dimension too many. */
  private boolean tooDeep;

  private long longestText;

  private Discovery(CallContext ctx, NativeAbi abi, int most, boolean tuplesAreElements) {
    this.ctx = ctx;
    this.abi = abi;
    this.most = most;
    this.tuplesAreElements = tuplesAreElements;
  }

  /**
   * Looks at all values; deeper than {@code maxDepth} (0: the ABI's limit) no sequence is looked
   * into.
   */
  static Discovery of(CallContext ctx, NativeAbi abi, long object, int maxDepth) {
    return within(ctx, abi, object, maxDepth > 0 ? maxDepth : abi.maxDims(), 0);
  }

  /**
   * As {@link #of}, where 0 dimensions are a limit too.
   *
   * @param wanted the dtype that the values will have, 0 for any
   */
  static Discovery within(CallContext ctx, NativeAbi abi, long object, int most, long wanted) {
    boolean tuplesAreElements =
        wanted != 0 && (abi.descrs().names(wanted) != 0 || abi.descrs().subarray(wanted) != 0);
    Discovery found = new Discovery(ctx, abi, most, tuplesAreElements);
    found.visit(object, 0);
    return found;
  }

  long[] shape() {
    int n = Math.min(shape.size(), deepest);
    return shape.stream().limit(n).mapToLong(Long::longValue).toArray();
  }

  private boolean isSequence(long object) {
    long kind = Py.type(object);
    if (tuplesAreElements && Py.isInstance(object, Py.TUPLE_TYPE)) {
      return false;
    }
    return kind == Py.LIST_TYPE
        || kind == Py.TUPLE_TYPE
        || (kind != Py.UNICODE_TYPE
            && kind != Py.BYTES_TYPE
            && kind != Py.DICT_TYPE
            && !Py.isString(object)
            && !Py.isInstance(object, Py.BYTES_TYPE)
            && !Py.isInstance(object, Py.DICT_TYPE)
            && !Scalars.isScalar(object)
            && Py.isSequence(object));
  }

  private void visit(long object, int depth) {
    if (Arrays.isArray(object)) {
      visitArray(object, depth);
    } else if (depth < most && isSequence(object)) {
      visitSequence(object, depth);
    } else {
      if (depth < shape.size()) {
        ragged(depth);
      }
      deepest = Math.min(deepest, depth);
      if (depth >= most && isSequence(object) && length(object) > 0) {
        tooDeep = true;
      }
      value(object);
    }
  }

  private static long length(long object) {
    long items = Py.fastSequence(object, "not a sequence");
    try {
      return Py.size(items);
    } finally {
      Py.decref(items);
    }
  }

  private void ragged(int depth) {
    ragged = true;
    deepest = Math.min(deepest, depth);
  }

  private void length(int depth, long length) {
    if (depth >= deepest) {
      ragged(depth);
    } else if (depth == shape.size()) {
      shape.add(length);
    } else if (shape.get(depth) != length) {
      ragged(depth);
    }
  }

  private void visitSequence(long object, int depth) {
    long items = Py.fastSequence(object, "not a sequence");
    try {
      long n = Py.size(items);
      length(depth, n);
      for (long i = 0; i < n; i++) {
        visit(Py.fastItem(items, i), depth + 1);
      }
      if (n == 0 && depth + 1 < shape.size()) {
        ragged(depth + 1);
      } else if (n == 0) {
        deepest = Math.min(deepest, depth + 1);
      }
    } finally {
      Py.decref(items);
    }
  }

  private void visitArray(long array, int depth) {
    long[] lengths = Arrays.shape(array);
    for (int i = 0; i < lengths.length; i++) {
      length(depth + i, lengths[i]);
    }
    if (depth + lengths.length < shape.size()) {
      ragged(depth + lengths.length);
    }
    deepest = Math.min(deepest, depth + lengths.length);
    StructDescrs descrs = Arrays.abi(ctx, array).descrs();
    BuiltinType known = descrs.type(Arrays.descr(array));
    if (known == null && descrs.typeNum(Arrays.descr(array)) >= 0) {
      user(Descrs.translate(Arrays.abi(ctx, array), Arrays.descr(array), abi));
      return;
    }
    merge(
        known == null ? BuiltinType.OBJECT : known,
        known != null && known.id() != null
            ? descrs.dtypeOf(Arrays.descr(array)).toNative()
            : null);
  }

  private void value(long object) {
    long kind = Py.type(object);
    BuiltinType scalar = Scalars.typeOf(object);
    if (scalar == BuiltinType.STRING) {
      text(scalar, DType.bytes(Py.size(object)), Py.size(object));
    } else if (scalar == BuiltinType.UNICODE || (scalar == null && Py.isString(object))) {
      long length = Memory.getLong(object + 16);
      text(BuiltinType.UNICODE, DType.str(length), length);
    } else if (scalar == null && Scalars.userDescr(kind, abi.tag()) != 0) {
      user(Py.incref(Scalars.userDescr(kind, abi.tag())));
    } else if (scalar != null) {
      merge(scalar, scalar.id() == null ? null : DType.of(scalar.id()));
    } else if (kind == Py.BOOL_TYPE) {
      merge(BuiltinType.BOOL, DType.BOOL);
    } else if (Py.isLong(object)) {
      integer(Py.asBigInteger(object));
    } else if (Py.isInstance(object, Py.FLOAT_TYPE)) {
      merge(BuiltinType.DOUBLE, DType.FLOAT64);
    } else if (Py.isInstance(object, Py.COMPLEX_TYPE)) {
      merge(BuiltinType.CDOUBLE, DType.COMPLEX128);
    } else if (Py.isInstance(object, Py.BYTES_TYPE)) {
      text(BuiltinType.STRING, DType.bytes(Py.size(object)), Py.size(object));
    } else {
      merge(BuiltinType.OBJECT, null);
    }
  }

  /**
   * A dtype that an extension registered; takes over the reference, for such a descriptor stays.
   */
  private void user(long descr) {
    Py.decref(descr);
    mixed |= user != 0 && user != descr;
    user = descr;
  }

  private void text(BuiltinType kind, DType text, long length) {
    longestText = Math.max(longestText, length);
    merge(kind, text);
  }

  private void integer(BigInteger value) {
    if (value.bitLength() < 64) {
      merge(BuiltinType.LONG, DType.INT64);
    } else if (value.signum() > 0 && value.compareTo(TWO_64) < 0) {
      merge(BuiltinType.ULONG, DType.UINT64);
    } else {
      merge(BuiltinType.OBJECT, null);
    }
  }

  private void merge(BuiltinType other, DType otherDtype) {
    if (type == null) {
      type = other;
      dtype = otherDtype;
    } else if (dtype != null && otherDtype != null) {
      if (!dtype.equals(otherDtype)) {
        dtype = DType.promote(dtype, otherDtype);
        type = dtype.id() == type.id() ? type : BuiltinType.of(dtype);
      }
    } else {
      BuiltinType common = Promotions.promote(type, other);
      type = common == null ? BuiltinType.OBJECT : common;
      dtype = type.id() == null ? null : DType.of(type.id());
    }
  }

  /** The dtype that holds all values, float64 where there is none: new reference. */
  long descr() {
    requireOneShape();
    if (user != 0) {
      return userDescr();
    }
    if (type == null) {
      return Py.incref(abi.descrs().builtin(BuiltinType.DOUBLE));
    }
    if (type.isFlexible() && dtype != null) {
      return Py.incref(abi.descrs().descrFor(dtype));
    }
    return Py.incref(abi.descrs().builtin(type));
  }

  /** The registered dtype, or a built-in one that it converts to, or object. */
  private long userDescr() {
    int number = abi.descrs().typeNum(user);
    if (!mixed && (type == null || Castings.userCanCast(type.number(), number))) {
      return Py.incref(user);
    }
    boolean converts = !mixed && Castings.userCanCast(number, type.number());
    return Py.incref(abi.descrs().builtin(converts ? type : BuiltinType.OBJECT));
  }

  /** Whether no value says anything of a dtype, as in an empty list. */
  boolean isWithoutValues() {
    return type == null && user == 0;
  }

  private void requireOneShape() {
    if (tooDeep) {
      throw PythonError.value(
          "setting an array element with a sequence. The requested array would exceed the maximum"
              + " number of dimension of "
              + most
              + ".");
    }
    if (ragged) {
      throw inhomogeneous();
    }
  }

  private PythonError inhomogeneous() {
    long[] found = shape();
    StringBuilder text = new StringBuilder("(");
    for (int i = 0; i < found.length; i++) {
      text.append(i == 0 ? "" : ", ").append(found[i]);
    }
    text.append(found.length == 1 ? ",)" : ")");
    return PythonError.value(
        "setting an array element with a sequence. The requested array has an inhomogeneous shape"
            + " after %d dimensions. The detected shape was %s + inhomogeneous part."
                .formatted(found.length, text));
  }

  /** The item size that text of the given type needs for all values. */
  long textSize(BuiltinType wanted, long object) {
    long unit = wanted == BuiltinType.UNICODE ? 4 : 1;
    if (wanted == BuiltinType.VOID) {
      return Math.max(1, longestText);
    }
    return Math.max(1, longestText(object, 0)) * unit;
  }

  /** The length of the longest value's text. */
  private long longestText(long object, int depth) {
    if (Arrays.isArray(object) && Arrays.ndim(object) > 0) {
      NativeAbi own = Arrays.abi(ctx, object);
      long descr = FromAny.sized(own, object, Py.incref(own.descrs().builtin(BuiltinType.UNICODE)));
      try {
        return own.descrs().elsize(descr) / 4;
      } finally {
        Py.decref(descr);
      }
    }
    if (depth < shape().length && isSequence(object)) {
      long items = Py.fastSequence(object, "not a sequence");
      try {
        long longest = 0;
        for (long i = 0; i < Py.size(items); i++) {
          longest = Math.max(longest, longestText(Py.fastItem(items, i), depth + 1));
        }
        return longest;
      } finally {
        Py.decref(items);
      }
    }
    if (Py.isInstance(object, Py.BYTES_TYPE)) {
      return Py.size(object);
    }
    if (Py.isString(object)) {
      return Memory.getLong(object + 16);
    }
    return Py.str(object).codePoints().count();
  }

  /** Writes the values into the array, which has this shape. */
  void fill(CallContext context, long array, long object) {
    // What a sequence is to one element, an error or its truth, the dtype says itself.
    if (most > 0 && abi.descrs().type(Arrays.descr(array)) != BuiltinType.OBJECT) {
      requireOneShape();
    }
    int number = abi.descrs().typeNum(Arrays.descr(array));
    long functions = Downcalls.call(ARR_FUNCS, number);
    if (functions == 0) {
      throw PythonError.type(
          "elements of dtypes that extensions registered cannot be set here yet");
    }
    long setItem = Memory.getLong(functions + SETITEM);
    put(context, array, object, Arrays.data(array), shape(), Arrays.strides(array), 0, setItem);
  }

  private void put(
      CallContext context,
      long array,
      long object,
      long at,
      long[] lengths,
      long[] strides,
      int depth,
      long setItem) {
    if (Arrays.isArray(object) && Arrays.ndim(object) > 0) {
      assignArray(context, array, object, at, lengths, strides, depth);
      return;
    }
    if (depth == lengths.length) {
      Py.checkedInt(Downcalls.call(setItem, object, at, array));
      return;
    }
    long items = Py.fastSequence(object, "not a sequence");
    try {
      for (long i = 0; i < lengths[depth]; i++) {
        put(
            context,
            array,
            Py.fastItem(items, i),
            at + i * strides[depth],
            lengths,
            strides,
            depth + 1,
            setItem);
      }
    } finally {
      Py.decref(items);
    }
  }

  private void assignArray(
      CallContext context,
      long array,
      long source,
      long at,
      long[] lengths,
      long[] strides,
      int depth) {
    int n = lengths.length;
    long view =
        Views.of(
            array,
            java.util.Arrays.copyOfRange(lengths, depth, n),
            java.util.Arrays.copyOfRange(strides, depth, n),
            at - Arrays.data(array));
    long own = Arrays.forAbi(context, abi, source);
    try {
      Arrays.assign(view, own);
    } finally {
      Py.decref(own);
      Py.decref(view);
    }
  }
}
