package dev.ambi.bridge.numpy;

import dev.ambi.bridge.NumpyVersion;
import dev.ambi.bridge.nativelib.CApi;
import dev.ambi.bridge.nativelib.CallContext;
import dev.ambi.bridge.nativelib.OnError;
import dev.ambi.bridge.object.PythonError;

/** What an extension asks when it takes a table. */
@CApi
public final class VersionApi {
  private VersionApi() {}

  /** The ABI version that the host emulates. */
  public static int PyArray_GetNDArrayCVersion(CallContext ctx) {
    return ctx.host().abiVersion(ctx.abi().tag());
  }

  /** The feature version that the host emulates. */
  public static int PyArray_GetNDArrayCFeatureVersion(CallContext ctx) {
    return ctx.host().featureVersion(ctx.abi().tag());
  }

  /** The release whose behaviour the running extension sees: 126 for 1.26, 204 for 2.4. */
  public static int AmbiJava_numpy_version(CallContext ctx) {
    NumpyVersion version = ctx.host().emulated(ctx.abi().tag());
    return version.major() * 100 + version.minor();
  }

  /** An empty slot was called; {@code tag * 10000 + ufunc * 5000 + slot}. */
  @OnError(0)
  public static long AmbiJava_empty_slot(CallContext ctx, long tableAndSlot) {
    int tag = (int) (tableAndSlot / 10000);
    int rest = (int) (tableAndSlot % 10000);
    NativeAbi abi = (NativeAbi) ctx.host().context(tag).abi();
    throw PythonError.of(
        "NotImplementedError",
        abi.emptySlotMessage(rest >= 5000 ? ApiTables.UFUNC : ApiTables.ARRAY, rest % 5000));
  }
}
