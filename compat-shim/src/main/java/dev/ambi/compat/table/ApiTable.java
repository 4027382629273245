package dev.ambi.compat.table;

import dev.ambi.bridge.nativelib.NumpyFunctions;
import dev.ambi.bridge.numpy.ApiTables;

/** One of NumPy's two tables of pointers. */
public enum ApiTable {
  /** {@code _ARRAY_API}, which import_array fetches. */
  ARRAY(ApiTables.ARRAY, 307),

  /** {@code _UFUNC_API}, which import_ufunc fetches. */
  UFUNC(ApiTables.UFUNC, 43);

  private final String factsName;
  private final int slotsOf1;

  ApiTable(String factsName, int slotsOf1) {
    this.factsName = factsName;
    this.slotsOf1 = slotsOf1;
  }

  /** Its name in the facts. */
  public String factsName() {
    return factsName;
  }

  /** {@return how many slots the table has in NumPy 1.26} */
  public int slotsOf1() {
    return slotsOf1;
  }

  /** {@return how many slots the table has in the newest NumPy that is known} */
  public int slotsOf2() {
    return current().length;
  }

  /** By slot an index into NumpyFunctions.names(), or -1. */
  short[] current() {
    return this == ARRAY ? NumpyFunctions.multiarray() : NumpyFunctions.ufunc();
  }
}
