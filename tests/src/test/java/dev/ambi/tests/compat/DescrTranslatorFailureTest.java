package dev.ambi.tests.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambi.bridge.abi.DescrFieldException;
import dev.ambi.bridge.abi.DescrValue;
import dev.ambi.bridge.nativelib.Memory;
import dev.ambi.bridge.numpy.DescrLayout;
import dev.ambi.compat.descr.DescrForm;
import dev.ambi.compat.descr.DescrReferences;
import dev.ambi.compat.descr.DescrTranslator;
import dev.ambi.compat.descr.LiveDescrs;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What was made for a target is dropped where the rest cannot be. */
class DescrTranslatorFailureTest {
  private static final DescrForm FROM = DescrForm.NUMPY_2;
  private static final DescrForm TO = DescrForm.NUMPY_1;

  /** A number below that of StringDType, which no dtype has. */
  private static final int NO_DTYPE = 2000;

  private static DescrValue value(
      int number,
      char letter,
      long elsize,
      Optional<DescrValue.SubArray> subarray,
      List<DescrValue.Field> fields) {
    return new DescrValue(
        number, letter, letter, '=', 0, elsize, 1, subarray, fields, Optional.empty());
  }

  private static DescrValue bytes(long elsize) {
    return value(18, 'S', elsize, Optional.empty(), List.of());
  }

  private static DescrValue structure() {
    return value(
        20,
        'V',
        5,
        Optional.empty(),
        List.of(new DescrValue.Field("x", bytes(5), 0, Optional.empty())));
  }

  private static DescrValue array(int dimensions) {
    return value(
        20,
        'V',
        5,
        Optional.of(new DescrValue.SubArray(bytes(5), Collections.nCopies(dimensions, 1L))),
        List.of());
  }

  /** A struct with the fields of one descriptor and the subarray of another, owning neither. */
  private static MemorySegment both(Arena arena, long structure, long array) {
    MemorySegment descr = arena.allocate(FROM.byteSize(), 8);
    descr.copyFrom(Memory.segment(structure, FROM.byteSize()));
    long at = Live.layout(2).subarray();
    descr.set(ValueLayout.JAVA_LONG, at, Memory.getLong(array + at));
    return descr;
  }

  private static void assertFails(MemorySegment source, DescrReferences references) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment target = arena.allocate(TO.byteSize(), 8);
      assertThatThrownBy(() -> new DescrTranslator(FROM, TO, references).translate(source, target))
          .isInstanceOf(RuntimeException.class);
      assertThat(target.toArray(ValueLayout.JAVA_BYTE)).containsOnly(0);
    }
  }

  @Test
  void fieldsAreDroppedWhereTheSubarrayCannotBeSaid() {
    Live.leavesNothing(() -> {
      long structure = LiveDescrs.write(2, structure());
      long array = LiveDescrs.write(2, array(33));
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment source = both(arena, structure, array);
        assertFails(source, LiveDescrs.references(FROM, TO));
        assertThatThrownBy(() ->
                new DescrTranslator(FROM, TO, LiveDescrs.references(FROM, TO))
                    .translate(source, arena.allocate(TO.byteSize(), 8)))
            .isInstanceOf(DescrFieldException.class)
            .hasMessageContaining("subarray->shape");
      }
      LiveDescrs.release(array);
      LiveDescrs.release(structure);
    });
  }

  @Test
  void fieldsAndSubarrayAreDroppedWhereThereAreNoFunctions() {
    Live.leavesNothing(() -> {
      long structure = LiveDescrs.write(2, structure());
      long array = LiveDescrs.write(2, array(2));
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment source = both(arena, structure, array);
        source.set(ValueLayout.JAVA_INT, DescrLayout.TYPE_NUM, NO_DTYPE);
        assertFails(source, LiveDescrs.references(FROM, TO));
        Live.takeError();
      }
      LiveDescrs.release(array);
      LiveDescrs.release(structure);
    });
  }

  @Test
  void whatWasMadeIsToldOnce() {
    List<String> dropped = new ArrayList<>();
    DescrReferences references =
        new DescrReferences() {
          @Override
          public long fields(long fields) {
            return 8;
          }

          @Override
          public long subarray(long subarray) {
            return 16;
          }

          @Override
          public long functions(int typeNum) {
            throw new DescrFieldException("1.x", "f", "?", "there are none");
          }

          @Override
          public void drop(long fields, long subarray) {
            dropped.add(fields + " " + subarray);
          }
        };
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment source = arena.allocate(FROM.byteSize(), 8);
      source.set(ValueLayout.JAVA_LONG, Live.layout(2).names(), 24);
      source.set(ValueLayout.JAVA_LONG, Live.layout(2).fields(), 32);
      source.set(ValueLayout.JAVA_LONG, Live.layout(2).subarray(), 40);
      assertFails(source, references);
    }
    assertThat(dropped).containsExactly("8 16");
  }
}
