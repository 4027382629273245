package dev.ambi.compat;

import dev.ambi.bridge.nativelib.LibAmbi;
import dev.ambi.bridge.numpy.ApiTables;
import dev.ambi.bridge.numpy.DescrLayout;
import dev.ambi.bridge.numpy.NativeAbi;
import dev.ambi.bridge.numpy.StructDescrs;

/** NumPy 1.x: the shape of descriptors and the tables that NumPy 2.0 changed. */
public final class Numpy1Abi extends NativeAbi {
  private static final int TAG = 1;
  private static final String NAME = "NumPy 1.x";

  /** {@code PyArray_Descr} of 1.x; 2.x calls it PyArray_DescrProto. */
  static final DescrLayout DESCR =
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
        new StructDescrs(
            TAG, NAME, DESCR, number -> LibAmbi.address("PyArrayDescr_Type_abi1")));
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
    return "slot %d of NumPy's %s table has no function in NumPy 1.x".formatted(slot, table);
  }
}
