package dev.ambi.compat.table;

import dev.ambi.bridge.nativelib.Memory;
import dev.ambi.bridge.numpy.ApiTables;
import dev.ambi.compat.LegacyTables;

/**
 * Where each slot of a translated table gets its pointer from, worked out once. A translation is a
 * copy by this plan: it makes no stub and looks up no name.
 *
 * @param slots how many the result has
 * @param needs how many the source must have
 * @param from by slot of the result: the slot of the source, or -1
 * @param otherwise by slot of the result: what is there where {@code from} is -1, or the source has
 *     NULL
 * @param known by slot of the result: a pointer of the source for which this library has another
 *     form, or 0
 * @param form by slot of the result: that form
 */
record TablePlan(int slots, int needs, int[] from, long[] otherwise, long[] known, long[] form) {
  private static final int NUMPY_1 = 1;
  private static final int NUMPY_2 = 2;

  /**
   * 1.x to 2.x: what moved is put where 2.x has it, what came is offered or refused in words, what
   * went is refused in words. Functions stay those of the host, whose structs stay those of 1.x.
   */
  static TablePlan toNumpy2(ApiTable table) {
    int slots = table.slotsOf2();
    TablePlan plan = empty(slots, table.slotsOf1());
    for (int slot = 0; slot < slots; slot++) {
      plan.from[slot] = slot < table.slotsOf1() ? slot : -1;
      plan.otherwise[slot] = ApiTables.emptySlot(NUMPY_1, table.factsName(), slot);
    }
    short[] names = table.current();
    for (Offer offer : Offers.all()) {
      if (offer.table() != table) {
        continue;
      }
      int slot = offer.slot();
      switch (offer.how()) {
        case Offer.How.Moved moved -> plan.from[slot] = moved.slot();
        case Offer.How.Backported _ -> {
          plan.from[slot] = -1;
          plan.otherwise[slot] = function(NUMPY_1, names[slot]);
        }
        case Offer.How.Unavailable _ -> plan.from[slot] = -1;
        case Offer.How.Removed _ -> {
          plan.from[slot] = -1;
          plan.otherwise[slot] = ApiTables.emptySlot(NUMPY_2, table.factsName(), slot);
        }
      }
    }
    return plan;
  }

  /**
   * 2.x to 1.x: what 2.0 moved is put back, what it removed is this library's, what it brought is
   * refused in words. Where this library's function has a form for each ABI, the result has that of
   * 1.x; another host's function stays, and must tell the shapes apart.
   */
  static TablePlan toNumpy1(ApiTable table) {
    int slots = table.slotsOf2();
    short[] current = table.current();
    short[] old = LegacyTables.derive(table.factsName(), current);
    TablePlan plan = empty(slots, slotsOfOldest2(table));
    for (int slot = 0; slot < slots; slot++) {
      int name = old[slot];
      long own = name < 0 ? 0 : function(NUMPY_1, name);
      plan.otherwise[slot] = own != 0 ? own : ApiTables.emptySlot(NUMPY_1, table.factsName(), slot);
      plan.from[slot] = name < 0 ? -1 : slotOf(current, name);
      if (plan.from[slot] >= 0) {
        plan.known[slot] = function(NUMPY_2, name);
        plan.form[slot] = own;
      }
    }
    return plan;
  }

  /** No slot of 1.x comes from one that 2.1 or later added. */
  private static int slotsOfOldest2(ApiTable table) {
    return table.slotsOf1();
  }

  private static TablePlan empty(int slots, int needs) {
    return new TablePlan(
        slots, needs, new int[slots], new long[slots], new long[slots], new long[slots]);
  }

  private static int slotOf(short[] slots, int name) {
    for (int slot = 0; slot < slots.length; slot++) {
      if (slots[slot] == name) {
        return slot;
      }
    }
    return -1;
  }

  private static long function(int abi, int name) {
    return name < 0 ? 0 : Memory.getLong(ApiTables.functions(abi) + (long) Long.BYTES * name);
  }
}
