package dev.ambi.tests.numpy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambi.bridge.nativelib.Downcalls;
import dev.ambi.bridge.nativelib.LibAmbi;
import dev.ambi.bridge.nativelib.Memory;
import dev.ambi.bridge.nativelib.NumpyFunctions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables of pointers that extensions call through. */
class TablesTest {
  private static final int LAST_SLOT_OF_1_26 = 306;

  private static long slot(UnderLock.World world, int slot) {
    return Memory.getLong(world.abi().arrayTable() + 8L * slot);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void haveNoNull(int tag) {
    UnderLock.run(
        tag,
        world -> {
          int end = tag == 1 ? LAST_SLOT_OF_1_26 + 1 : NumpyFunctions.multiarray().length;
          for (int i = 0; i < end; i++) {
            assertThat(slot(world, i)).as("slot " + i).isNotZero();
          }
          for (int i = 0; i < NumpyFunctions.ufunc().length; i++) {
            assertThat(Memory.getLong(world.abi().ufuncTable() + 8L * i))
                .as("ufunc " + i)
                .isNotZero();
          }
        });
  }

  @Test
  void haveCopyIntoWhereEachAbiLooksForIt() {
    long copyInto = LibAmbi.address("PyArray_CopyInto");
    UnderLock.run(1, world -> assertThat(slot(world, 82)).isEqualTo(copyInto));
    UnderLock.run(2, world -> assertThat(slot(world, 50)).isEqualTo(copyInto));
  }

  @Test
  void giveEachAbiItsOwnTypesOfArraysAndTheSameOfScalars() {
    UnderLock.run(
        1,
        world -> {
          long[] old = {slot(world, 2), slot(world, 3), slot(world, 10), slot(world, 31)};
          long table = world.other().arrayTable();
          assertThat(old[0])
              .isNotEqualTo(Memory.getLong(table + 16))
              .isEqualTo(world.abi().arrayType());
          assertThat(old[1])
              .isNotEqualTo(Memory.getLong(table + 24))
              .isEqualTo(world.abi().descrType());
          assertThat(old[2]).isEqualTo(Memory.getLong(table + 80));
          assertThat(old[3]).isEqualTo(Memory.getLong(table + 248));
        });
  }

  @Test
  void nameTheFunctionThatTwoDotXHasNoLonger() {
    UnderLock.run(
        2,
        world -> {
          assertThat(Downcalls.call(slot(world, 82))).isZero();
          assertThat(world.takeError())
              .startsWith("NotImplementedError: PyArray_CopyInto was removed in NumPy 2.0");
        });
  }

  @Test
  void haveNothingInOneDotXThatTwoDotXBrought() {
    UnderLock.run(
        1,
        world -> {
          assertThat(Downcalls.call(slot(world, 320))).isZero();
          assertThat(world.takeError())
              .startsWith(
                  "NotImplementedError: PyArrayDTypeMeta_Type came with NumPy 2.0 and is not"
                      + " offered by 1.x: the descriptors of 1.x have no class");
        });
  }
}
