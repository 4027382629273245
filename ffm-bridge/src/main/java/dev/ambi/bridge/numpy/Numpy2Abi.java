package dev.ambi.bridge.numpy;

import dev.ambi.bridge.nativelib.Downcalls;
import dev.ambi.bridge.nativelib.LibAmbi;

/** The current binary interface: NumPy 2.x. */
public final class Numpy2Abi extends NativeAbi {
  private static final int TAG = 2;
  private static final String NAME = "NumPy 2.x";

  /** The one instance. */
  public static final Numpy2Abi INSTANCE = new Numpy2Abi();

  private Numpy2Abi() {
    super(
        TAG,
        NAME,
        0x02000000,
        64,
        "PyArray_Type",
        "PyArrayDescr_Type",
        new StructDescrs(
            TAG,
            NAME,
            DescrLayout.CURRENT,
            number -> Downcalls.call(LibAmbi.address("ambi_dtype_class"), number)));
    descrs().linkToClasses();
  }

  @Override
  protected short[] arraySlots(short[] current) {
    return current;
  }

  @Override
  protected short[] ufuncSlots(short[] current) {
    return current;
  }

  @Override
  protected String emptySlotMessage(String table, int slot) {
    return RemovedFunctions.message(table, slot);
  }
}
