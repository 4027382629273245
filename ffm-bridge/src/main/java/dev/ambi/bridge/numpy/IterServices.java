package dev.ambi.bridge.numpy;

import dev.ambi.bridge.nativelib.CApi;
import dev.ambi.bridge.nativelib.CallContext;

/**
 * What libambi's iterators and ufuncs leave to Java: the arrays and descriptors that C cannot make
 * by itself.
 */
@CApi
public final class IterServices {
  private IterServices() {}

  /** {@code numpy.asarray(object)} in the array type of the ABI: new reference. */
  public static long AmbiJava_as_array(CallContext ctx, long object, int abi) {
    return FromAny.convert(ctx, Arrays.abi(ctx, abi), object, 0, 0, 0, 0);
  }

  /** The dtype of {@code descr} in the shape of the ABI: new reference. */
  public static long AmbiJava_descr_for_abi(CallContext ctx, long descr, int abi) {
    return Descrs.translate(Descrs.abi(ctx, descr), descr, Arrays.abi(ctx, abi));
  }
}
