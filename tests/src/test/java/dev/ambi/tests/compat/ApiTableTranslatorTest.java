package dev.ambi.tests.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambi.bridge.nativelib.Downcalls;
import dev.ambi.bridge.nativelib.LibAmbi;
import dev.ambi.bridge.nativelib.Memory;
import dev.ambi.bridge.nativelib.NumpyFunctions;
import dev.ambi.bridge.numpy.BuiltinType;
import dev.ambi.bridge.numpy.NativeAbi;
import dev.ambi.bridge.object.Py;
import dev.ambi.compat.table.ApiTable;
import dev.ambi.compat.table.ApiTableTranslator;
import dev.ambi.compat.table.Offer;
import dev.ambi.compat.table.Offers;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** NumPy's tables of one version, made of those of the other. */
class ApiTableTranslatorTest {
  private final Arena arena = Arena.ofConfined();

  @AfterEach
  void close() {
    arena.close();
  }

  private static MemorySegment own(int abi, ApiTable table) {
    NativeAbi numpy = NativeAbi.of(abi);
    long address = table == ApiTable.ARRAY ? numpy.arrayTable() : numpy.ufuncTable();
    int slots = abi == 1 ? table.slotsOf1() : table.slotsOf2();
    return Memory.segment(address, (long) slots * Long.BYTES);
  }

  private static long at(MemorySegment table, int slot) {
    return table.getAtIndex(ValueLayout.JAVA_LONG, slot);
  }

  private MemorySegment toNumpy2(ApiTable table) {
    return ApiTableTranslator.toNumpy2(table, own(1, table), arena);
  }

  private static int slotOf(ApiTable table, String name) {
    short[] slots = table == ApiTable.ARRAY ? NumpyFunctions.multiarray() : NumpyFunctions.ufunc();
    int index = Arrays.asList(NumpyFunctions.names()).indexOf(name);
    for (int slot = 0; slot < slots.length; slot++) {
      if (slots[slot] == index) {
        return slot;
      }
    }
    throw new AssertionError(name);
  }

  @ParameterizedTest
  @EnumSource
  void noSlotIsNull(ApiTable table) {
    MemorySegment to2 = toNumpy2(table);
    MemorySegment to1 = ApiTableTranslator.toNumpy1(table, own(2, table), arena);
    for (int slot = 0; slot < table.slotsOf2(); slot++) {
      assertThat(at(to2, slot)).as("slot %d of 2.x", slot).isNotZero();
      assertThat(at(to1, slot)).as("slot %d of 1.x", slot).isNotZero();
    }
  }

  /** The derivation that hosts use, and the library's, agree. */
  @ParameterizedTest
  @EnumSource
  void theTableOfTwoDotXBecomesThatOfOneDotX(ApiTable table) {
    MemorySegment made = ApiTableTranslator.toNumpy1(table, own(2, table), arena);
    MemorySegment own = own(1, table);
    for (int slot = 0; slot < table.slotsOf1(); slot++) {
      assertThat(at(made, slot)).as("slot %d", slot).isEqualTo(at(own, slot));
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatBothHaveComesBack(ApiTable table) {
    MemorySegment own = own(1, table);
    MemorySegment back = ApiTableTranslator.toNumpy1(table, toNumpy2(table), arena);
    for (int slot = 0; slot < table.slotsOf1(); slot++) {
      assertThat(at(back, slot)).as("slot %d", slot).isEqualTo(at(own, slot));
    }
  }

  @Test
  void aTableOfAnotherHostKeepsItsFunctions() {
    int slots = ApiTable.ARRAY.slotsOf1();
    MemorySegment foreign = arena.allocate(ValueLayout.JAVA_LONG, slots);
    for (int slot = 0; slot < slots; slot++) {
      foreign.setAtIndex(ValueLayout.JAVA_LONG, slot, 0x7000_0000L + slot);
    }
    MemorySegment made = ApiTableTranslator.toNumpy2(ApiTable.ARRAY, foreign, arena);
    assertThat(at(made, 45)).as("PyArray_DescrFromType").isEqualTo(0x7000_0000L + 45);
    assertThat(at(made, 50)).as("PyArray_CopyInto").isEqualTo(0x7000_0000L + 82);
    assertThat(at(made, 51)).as("PyArray_CopyAnyInto").isEqualTo(0x7000_0000L + 83);
    assertThat(at(made, 65)).as("PyArray_Pack").isNotEqualTo(0x7000_0000L + 65);
    MemorySegment back = ApiTableTranslator.toNumpy1(ApiTable.ARRAY, made, arena);
    assertThat(at(back, 82)).isEqualTo(0x7000_0000L + 82);
    assertThat(at(back, 83)).isEqualTo(0x7000_0000L + 83);
  }

  @Test
  void aTableThatIsCutIsRefused() {
    MemorySegment cut = arena.allocate(ValueLayout.JAVA_LONG, 100);
    assertThatThrownBy(() -> ApiTableTranslator.toNumpy2(ApiTable.ARRAY, cut, arena))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("100")
        .hasMessageContaining("307");
  }

  // ---- what is offered --------------------------------------------------------------------------

  @Test
  void packWritesAnElementOfADescriptorOfOneDotX() {
    long pack = at(toNumpy2(ApiTable.ARRAY), slotOf(ApiTable.ARRAY, "PyArray_Pack"));
    Live.leavesNothing(
        1,
        () -> {
          NativeAbi old = NativeAbi.of(1);
          try (Arena cells = Arena.ofConfined()) {
            MemorySegment item = cells.allocate(8, 8);
            long value = Py.newFloat(2.5);
            long swapped = old.descrs().of(BuiltinType.DOUBLE, 8, true);
            assertThat((int) Downcalls.call(pack, swapped, item.address(), value)).isZero();
            assertThat(item.get(ValueLayout.JAVA_LONG, 0))
                .isEqualTo(Long.reverseBytes(Double.doubleToRawLongBits(2.5)));
            Py.decref(value);
          }
        });
  }

  @Test
  void theFunctionsOfADescriptorOfOneDotXAreItsOwn() {
    long get = at(toNumpy2(ApiTable.ARRAY), slotOf(ApiTable.ARRAY, "_PyDataType_GetArrFuncs"));
    Live.leavesNothing(
        1,
        () -> {
          NativeAbi old = NativeAbi.of(1);
          for (BuiltinType type : BuiltinType.all()) {
            long descr = old.descrs().builtin(type);
            assertThat(Downcalls.call(get, descr))
                .as(type.text())
                .isEqualTo(Memory.getLong(descr + old.descrs().layout().functions()));
          }
        });
  }

  /** Each slot that is not offered says so, with the note of the resource. */
  @Test
  void whatIsNotOfferedSaysSo() {
    MemorySegment[] tables = {toNumpy2(ApiTable.ARRAY), toNumpy2(ApiTable.UFUNC)};
    List<Offer> refused =
        Offers.all().stream().filter(o -> o.how() instanceof Offer.How.Unavailable).toList();
    assertThat(refused).hasSizeGreaterThan(60);
    Live.leavesNothing(
        1,
        () ->
            refused.forEach(offer -> {
              assertThat(Downcalls.call(at(tables[offer.table().ordinal()], offer.slot())))
                  .isZero();
              assertThat(Live.takeError())
                  .isEqualTo("NotImplementedError: " + offer.refusal())
                  .contains(offer.name(), "NumPy " + offer.since(), "not offered by 1.x");
            }));
  }

  @Test
  void whatTwoDotXRemovedSaysWhatToUse() {
    MemorySegment table = toNumpy2(ApiTable.ARRAY);
    Live.leavesNothing(
        1,
        () -> {
          assertThat(Downcalls.call(at(table, 82))).isZero();
          assertThat(Live.takeError()).contains("PyArray_CopyInto was removed in NumPy 2.0; use");
        });
  }

  @Test
  void eachOfferHasANoteAndWhatIsOfferedItsFirstRelease() {
    for (Offer offer : Offers.all()) {
      if (!(offer.how() instanceof Offer.How.Removed)) {
        assertThat(offer.note()).as(offer.name()).isNotBlank();
        assertThat(offer.since()).as(offer.name()).matches("2\\.\\d");
        assertThat(offer.offeredFrom().isPresent()).as(offer.name()).isEqualTo(offer.isOffered());
        assertThat(slotOf(offer.table(), offer.name())).isEqualTo(offer.slot());
      }
    }
  }

  /** The resource has a line for every slot that the facts say differs. */
  @ParameterizedTest
  @EnumSource
  void theOffersAreComplete(ApiTable table) {
    short[] current =
        table == ApiTable.ARRAY ? NumpyFunctions.multiarray() : NumpyFunctions.ufunc();
    short[] old = dev.ambi.compat.LegacyTables.derive(table.factsName(), current);
    for (int slot = 0; slot < current.length; slot++) {
      assertThat(Offers.of(table, slot).isPresent())
          .as("slot %d", slot)
          .isEqualTo(current[slot] != old[slot]);
    }
  }

  /** What {@code LibAmbi} exports is what is backported. */
  @Test
  void aBackportIsAFunctionOfTheLibrary() {
    long flags = at(toNumpy2(ApiTable.ARRAY), slotOf(ApiTable.ARRAY, "NpyIter_GetTransferFlags"));
    assertThat(flags).isEqualTo(LibAmbi.address("NpyIter_GetTransferFlags"));
  }
}
