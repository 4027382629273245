package dev.ambi.compat.table;

import dev.ambi.bridge.nativelib.LibAmbi;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.util.Objects;

/**
 * Makes the table of one major version of NumPy of that of the other, whoever's it is: this
 * library's or that of a NumPy in the same process.
 *
 * <ul>
 *   <li>{@link #toNumpy2} is what NEP 53 called {@code numpy2_compat}: a binary that was built with
 *       the headers of 2.x for older versions too finds on a host of 1.x each function where 2.x
 *       has it, and those that came with 2.x where they can be had. What the host's functions take
 *       and give stays in the shape of 1.x, and so does what {@code
 *       PyArray_GetNDArrayCFeatureVersion} says, by which such a binary chooses the shape.
 *   <li>{@link #toNumpy1} puts what 2.0 moved and removed where a binary built for 1.x looks for
 *       it.
 * </ul>
 *
 * <p>No slot of the result is NULL. Calling one that cannot be offered raises {@code
 * NotImplementedError}, which names the function, since when there is one and what to do instead;
 * {@link Offers} has the list.
 *
 * <p>Thread-safe; needs no lock. The functions that are put in run in hosts of this process only.
 */
public final class ApiTableTranslator {

  private ApiTableTranslator() {}

  private static final class Plans {
    static {
      LibAmbi.ensureStarted();
    }

    static final TablePlan ARRAY_TO_2 = TablePlan.toNumpy2(ApiTable.ARRAY);
    static final TablePlan UFUNC_TO_2 = TablePlan.toNumpy2(ApiTable.UFUNC);
    static final TablePlan ARRAY_TO_1 = TablePlan.toNumpy1(ApiTable.ARRAY);
    static final TablePlan UFUNC_TO_1 = TablePlan.toNumpy1(ApiTable.UFUNC);
  }

  /**
   * The table of 2.x.
   *
   * @param which of the two tables it is
   * @param table of 1.x: {@link ApiTable#slotsOf1} pointers at least
   * @param allocator of the result, which must live as long as a binary that was given it: an
   *     extension keeps it in a static variable
   * @return {@link ApiTable#slotsOf2} pointers
   * @throws IllegalArgumentException for a table with fewer slots
   */
  public static MemorySegment toNumpy2(
      ApiTable which, MemorySegment table, SegmentAllocator allocator) {
    Objects.requireNonNull(which, "which");
    return copy(which == ApiTable.ARRAY ? Plans.ARRAY_TO_2 : Plans.UFUNC_TO_2, table, allocator);
  }

  /**
   * The table of 1.x.
   *
   * @param which of the two tables it is
   * @param table of 2.x: {@link ApiTable#slotsOf1} pointers at least
   * @param allocator as for {@link #toNumpy2}
   * @return as many pointers as 2.x has, so that a wrong slot is a refusal in words
   * @throws IllegalArgumentException for a table with fewer slots
   */
  public static MemorySegment toNumpy1(
      ApiTable which, MemorySegment table, SegmentAllocator allocator) {
    Objects.requireNonNull(which, "which");
    return copy(which == ApiTable.ARRAY ? Plans.ARRAY_TO_1 : Plans.UFUNC_TO_1, table, allocator);
  }

  private static MemorySegment copy(
      TablePlan plan, MemorySegment table, SegmentAllocator allocator) {
    long given = table.byteSize() / Long.BYTES;
    if (given < plan.needs()) {
      throw new IllegalArgumentException(
          "a table of %d slots is not whole: it has %d at least".formatted(given, plan.needs()));
    }
    MemorySegment result = allocator.allocate(ValueLayout.JAVA_LONG, plan.slots());
    for (int slot = 0; slot < plan.slots(); slot++) {
      int from = plan.from()[slot];
      long pointer =
          from < 0 || from >= given ? 0 : table.getAtIndex(ValueLayout.JAVA_LONG_UNALIGNED, from);
      if (pointer == 0) {
        pointer = plan.otherwise()[slot];
      } else if (pointer == plan.known()[slot]) {
        pointer = plan.form()[slot];
      }
      result.setAtIndex(ValueLayout.JAVA_LONG, slot, pointer);
    }
    return result;
  }
}
