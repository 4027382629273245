package dev.ambi.bridge.numpy;

import dev.ambi.bridge.abi.NumpyAbi;
import dev.ambi.bridge.nativelib.Downcalls;
import dev.ambi.bridge.nativelib.LibAmbi;
import dev.ambi.bridge.nativelib.Memory;
import dev.ambi.bridge.object.Py;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;

/**
 * Builds the tables of pointers that NumPy's {@code import_array} and {@code import_ufunc} hand to
 * extensions. Tables live as long as the process, since extensions keep them in static variables.
 * No slot is NULL.
 */
public final class ApiTables {
  /** {@code _ARRAY_API}, by its name in the facts. */
  public static final String ARRAY = "multiarray";

  /** {@code _UFUNC_API}, by its name in the facts. */
  public static final String UFUNC = "ufunc";

  private static final long FUNCTIONS = LibAmbi.address("ambi_numpy_functions");
  private static final long EMPTY_SLOT = LibAmbi.address("ambi_empty_slot");
  private static final long NEW_CAPSULE = LibAmbi.address("PyCapsule_New");

  private ApiTables() {}

  /**
   * A table in native memory.
   *
   * @param abi in whose form the functions take and give structs
   * @param table {@link #ARRAY} or {@link #UFUNC}
   * @param slots indices into NumpyFunctions.names(); -1 for a slot without a function
   */
  static long build(NumpyAbi abi, String table, short[] slots) {
    long functions = functions(abi.tag());
    long[] addresses = new long[slots.length];
    for (int slot = 0; slot < slots.length; slot++) {
      long address = slots[slot] < 0 ? 0 : Memory.getLong(functions + 8L * slots[slot]);
      addresses[slot] = address != 0 ? address : emptySlot(abi.tag(), table, slot);
    }
    return Arena.global().allocateFrom(ValueLayout.JAVA_LONG, addresses).address();
  }

  /**
   * Address of libambi's functions and objects in the form of an ABI: pointers in the order of
   * NumpyFunctions.names(), NULL where there is none.
   *
   * @param tag of the ABI
   */
  public static long functions(int tag) {
    return Downcalls.call(FUNCTIONS, tag);
  }

  /**
   * Address of the function that raises the error for an empty slot; see {@link
   * NativeAbi#emptySlotMessage}.
   *
   * @param tag of the ABI whose table it is
   * @param table {@link #ARRAY} or {@link #UFUNC}
   */
  public static long emptySlot(int tag, String table, int slot) {
    return Downcalls.call(EMPTY_SLOT, tag, table.equals(UFUNC) ? 1 : 0, slot);
  }

  /** New reference to the capsule that holds a table. */
  public static long newCapsule(long table) {
    // import_array asks for the capsule's pointer with the name NULL.
    return Py.checked(Downcalls.call(NEW_CAPSULE, table, 0, 0));
  }
}
