package dev.ambi.bridge.numpy;

import dev.ambi.bridge.abi.NumpyAbi;
import dev.ambi.bridge.nativelib.Downcalls;
import dev.ambi.bridge.nativelib.LibAmbi;
import dev.ambi.bridge.nativelib.Memory;
import dev.ambi.bridge.nativelib.NumpyFunctions;
import dev.ambi.bridge.object.Py;
import java.util.HashMap;
import java.util.Map;

/**
 * Builds the arrays of pointers through which extensions call NumPy, and the capsules that they come
 * in. Tables live as long as the process, since extensions keep them in static variables.
 */
public final class ApiTables {
  /** The name of the table behind {@code _ARRAY_API}, in the facts. */
  public static final String ARRAY = "multiarray";

  /** The name of the table behind {@code _UFUNC_API}, in the facts. */
  public static final String UFUNC = "ufunc";

  private static final long FUNCTIONS = LibAmbi.address("ambi_numpy_functions");
  private static final long EMPTY_SLOT = LibAmbi.address("ambi_empty_slot");
  private static final long ALLOCATE = LibAmbi.address("PyMem_RawCalloc");

  private ApiTables() {}

  private static final class Index {
    static final Map<String, Short> OF_NAME = new HashMap<>();

    static {
      String[] names = NumpyFunctions.names();
      for (short i = 0; i < names.length; i++) {
        OF_NAME.put(names[i], i);
      }
    }
  }

  /**
   * Makes a table. No entry is NULL: an empty slot gets a function that raises.
   *
   * @param slots index of each slot's function in libambi's list for the ABI; -1 for none
   */
  static long build(NativeAbi abi, String table, short[] slots) {
    long functions = Downcalls.call(FUNCTIONS, abi.tag());
    long address = Downcalls.call(ALLOCATE, slots.length, 8);
    for (int slot = 0; slot < slots.length; slot++) {
      long function = slots[slot] < 0 ? 0 : Memory.getLong(functions + 8L * slots[slot]);
      if (function == 0) {
        function = Downcalls.call(EMPTY_SLOT, abi.tag(), table.equals(UFUNC) ? 1 : 0, slot);
      }
      Memory.putLong(address + 8L * slot, function);
    }
    return address;
  }

  /**
   * The index of a function, or datum, of NumPy's C API in libambi's lists.
   *
   * @throws IllegalArgumentException when NumPy has none of that name
   */
  public static short index(String name) {
    Short index = Index.OF_NAME.get(name);
    if (index == null) {
      throw new IllegalArgumentException("NumPy's C API has no " + name);
    }
    return index;
  }

  /**
   * A new reference to the capsule of a table, as {@code numpy.core._multiarray_umath} has it. Needs
   * the lock.
   *
   * @param ufunc whether {@code _UFUNC_API}, not {@code _ARRAY_API}
   */
  public static long newCapsule(NumpyAbi abi, boolean ufunc) {
    long pointer = ufunc ? abi.ufuncTable() : abi.arrayTable();
    // import_array asks for the capsule's pointer with the name NULL.
    return Py.checked(Downcalls.call(LibAmbi.address("PyCapsule_New"), pointer, 0, 0));
  }
}
