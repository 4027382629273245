package dev.ambi.compat;

import dev.ambi.bridge.layout.NumPy1.PyArray_Descr;
import dev.ambi.bridge.numpy.ApiTables;
import dev.ambi.bridge.numpy.DescrLayout;
import dev.ambi.bridge.numpy.NativeAbi;
import dev.ambi.bridge.numpy.StructDescrs;
import dev.ambi.compat.table.ApiTable;
import dev.ambi.compat.table.Offer;
import dev.ambi.compat.table.Offers;

/** NumPy 1.x: the shape of descriptors and the tables that NumPy 2.0 changed. */
public final class Numpy1Abi extends NativeAbi {
  private static final int TAG = 1;

  /** {@code PyArray_Descr} before NumPy 2.0. */
  public static final DescrLayout LAYOUT =
      new DescrLayout(
          "NumPy 1.x",
          32,
          PyArray_Descr.SIZEOF,
          PyArray_Descr.ELSIZE,
          false,
          PyArray_Descr.ALIGNMENT,
          PyArray_Descr.FLAGS,
          false,
          PyArray_Descr.SUBARRAY,
          PyArray_Descr.FIELDS,
          PyArray_Descr.NAMES,
          PyArray_Descr.F,
          PyArray_Descr.METADATA,
          PyArray_Descr.C_METADATA,
          PyArray_Descr.HASH);

  /** For the service loader. */
  public Numpy1Abi() {
    super(
        TAG,
        LAYOUT.name(),
        0x01000009,
        LAYOUT.maxDims(),
        "PyArray_Type_abi1",
        "PyArrayDescr_Type_abi1",
        new StructDescrs(TAG, LAYOUT));
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
    ApiTable which = table.equals(ApiTables.UFUNC) ? ApiTable.UFUNC : ApiTable.ARRAY;
    return Offers.of(which, slot)
        .filter(o -> !o.name().isEmpty())
        .map(Offer::refusal)
        .orElseGet(() ->
            "slot %d of NumPy's %s table has no function in NumPy 1.x".formatted(slot, table));
  }
}
