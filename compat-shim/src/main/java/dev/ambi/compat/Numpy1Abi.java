package dev.ambi.compat;

import dev.ambi.bridge.numpy.ApiTables;
import dev.ambi.bridge.numpy.DescrLayout;
import dev.ambi.bridge.numpy.NativeAbi;
import dev.ambi.bridge.numpy.StructDescrs;

/** NumPy 1.x: the shape of descriptors and the tables that NumPy 2.0 changed. */
public final class Numpy1Abi extends NativeAbi {
  private static final int TAG = 1;
  private static final String NAME = "NumPy 1.x";

  /** PyArray_Descr before NumPy 2.0. */
  private static final DescrLayout LAYOUT =
      new DescrLayout(96, 32, false, 36, 27, false, 40, 48, 56, 64, 72, 80, 88);

  /** For the service loader. */
  public Numpy1Abi() {
    super(
        TAG,
        NAME,
        0x01000009,
        32,
        "PyArray_Type_abi1",
        "PyArrayDescr_Type_abi1",
        new StructDescrs(TAG, NAME, LAYOUT));
  }

  @Override
  protected short[] arraySlots(short[] current) {
    return LegacyTables.derive(ApiTables.ARRAY, current);
  }

  @Override
  protected short[] ufuncSlots(short[] current) {
    return LegacyTables.derive(ApiTables.UFUNC, current);
  }

  @Override
  protected String emptySlotMessage(String table, int slot) {
    return "slot %d of NumPy's %s table has no function in NumPy 1.x: it came with 2.0 or later"
        .formatted(slot, table);
  }
}
