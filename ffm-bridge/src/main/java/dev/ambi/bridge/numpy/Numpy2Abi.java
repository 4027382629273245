package dev.ambi.bridge.numpy;

/** NumPy 2.x, the current ABI (NEP 53). */
public final class Numpy2Abi extends NativeAbi {
  /** Serves the whole process. */
  public static final Numpy2Abi INSTANCE = new Numpy2Abi();

  private static final int TAG = 2;

  private Numpy2Abi() {
    super(
        TAG,
        DescrLayout.CURRENT.name(),
        0x02000000,
        DescrLayout.CURRENT.maxDims(),
        "PyArray_Type",
        "PyArrayDescr_Type",
        new StructDescrs(TAG, DescrLayout.CURRENT));
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
