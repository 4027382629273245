package dev.ambi.bridge.numpy;

import dev.ambi.bridge.nativelib.CApi;
import dev.ambi.bridge.nativelib.CallContext;
import dev.ambi.bridge.nativelib.LibAmbi;
import dev.ambi.bridge.object.Py;
import dev.ambi.bridge.object.PythonError;

/** What {@code numpy.dtype} objects leave to Java. */
@CApi
public final class DescrService {
  private static final long TYPE_1X = LibAmbi.address("PyArrayDescr_Type_abi1");

  /** As in numpy_descr_object.c. */
  private static final int TEXT_STR = 0;

  private static final int TEXT_REPR = 1;
  private static final int TEXT_NAME = 2;

  private DescrService() {}

  /** {@code numpy.dtype(object)}: new reference. */
  public static long AmbiJava_descr_new(CallContext ctx, long type, long args, long kwargs) {
    NativeAbi abi = Arrays.abi(ctx, Py.isSubtype(type, TYPE_1X) ? 1 : 2);
    if (Py.size(args) == 0 && abi.tag() == 2 && type != abi.descrType()) {
      // np.dtypes.Float64DType()
      return new DescrParser(ctx, abi).parse(type);
    }
    if (Py.size(args) < 1) {
      throw PythonError.type("dtype() missing required argument 'dtype' (pos 1)");
    }
    long align =
        Py.size(args) > 1 ? Py.tupleItem(args, 1) : kwargs == 0 ? 0 : Py.dictGet(kwargs, "align");
    return new DescrParser(ctx, abi, align != 0 && Py.isTrue(align)).parse(Py.tupleItem(args, 0));
  }

  /** The descriptor's text in one of its forms: new reference to a str. */
  public static long AmbiJava_descr_text(CallContext ctx, long descr, int form) {
    DescrReader.check(Descrs.abi(ctx, descr).descrs(), descr);
    DescrText text = new DescrText(Descrs.abi(ctx, descr));
    return Py.newString(
        switch (form) {
          case TEXT_STR -> text.str(descr);
          case TEXT_REPR -> text.repr(descr);
          case TEXT_NAME -> text.name(descr);
          default -> text.typestr(descr);
        });
  }

  /** {@code dtype.newbyteorder(order)}; {@code order} may be 0: new reference. */
  public static long AmbiJava_descr_newbyteorder(CallContext ctx, long descr, long order) {
    char code = order == 0 ? 's' : ByteOrders.parse(order);
    return ByteOrders.apply(Descrs.abi(ctx, descr), descr, code);
  }

  /** Whether one dtype casts to another at a level of NPY_CASTING: text and times, for C. */
  public static int AmbiJava_can_cast(CallContext ctx, long from, long to, int casting) {
    return DescrApi.PyArray_CanCastTypeTo(ctx, from, to, casting);
  }

  /** The type number of the result of an operation on two numeric types. */
  public static int AmbiJava_promote_numbers(int a, int b) {
    return Promotions.promote(BuiltinType.of(a), BuiltinType.of(b)).number();
  }
}
