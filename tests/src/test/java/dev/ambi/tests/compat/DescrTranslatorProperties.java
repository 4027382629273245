package dev.ambi.tests.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambi.bridge.abi.DescrFieldException;
import dev.ambi.bridge.abi.DescrValue;
import dev.ambi.bridge.nativelib.Memory;
import dev.ambi.compat.descr.DescrForm;
import dev.ambi.compat.descr.DescrReferences;
import dev.ambi.compat.descr.DescrTranslator;
import dev.ambi.compat.descr.LiveDescrs;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What both ABIs can say goes from one to the other and back, and is the same. */
class DescrTranslatorProperties {
  private static final int TRIES = 300;

  /** An empty void. */
  private static final DescrValue EMPTY = ofVoid(0, 1, 0);

  @Provide
  Arbitrary<DescrValue> descriptors() {
    return DescrValues.any();
  }

  private static DescrForm form(int abi) {
    return abi == 1 ? DescrForm.NUMPY_1 : DescrForm.NUMPY_2;
  }

  @Property(tries = TRIES)
  void aValueIsReadAsItWasWritten(
      @ForAll("descriptors") DescrValue value, @ForAll @IntRange(min = 1, max = 2) int abi) {
    Live.leavesNothing(() -> {
      long descr = LiveDescrs.write(abi, value);
      assertThat(LiveDescrs.read(abi, descr)).isEqualTo(value);
      LiveDescrs.release(descr);
    });
  }

  @Property(tries = TRIES)
  void aDescriptorSaysTheSameInTheOtherAbiAndBack(
      @ForAll("descriptors") DescrValue value, @ForAll @IntRange(min = 1, max = 2) int abi) {
    Live.leavesNothing(() -> {
      long descr = LiveDescrs.write(abi, value);
      long other = LiveDescrs.translate(abi, descr, 3 - abi);
      assertThat(LiveDescrs.read(3 - abi, other)).isEqualTo(value);
      long back = LiveDescrs.translate(3 - abi, other, abi);
      assertThat(LiveDescrs.read(abi, back)).isEqualTo(value);
      LiveDescrs.release(back);
      LiveDescrs.release(other);
      LiveDescrs.release(descr);
    });
  }

  /** The struct alone, with the references of live objects: not a bit is lost. */
  @Property(tries = TRIES)
  void aStructSaysTheSameInTheOtherShapeAndBack(
      @ForAll("descriptors") DescrValue value, @ForAll @IntRange(min = 1, max = 2) int abi) {
    Live.leavesNothing(() -> {
      long descr = LiveDescrs.write(abi, value);
      long other = translated(abi, descr);
      assertThat(LiveDescrs.read(3 - abi, other)).isEqualTo(value);
      long back = translated(3 - abi, other);
      assertThat(LiveDescrs.read(abi, back)).isEqualTo(value);
      LiveDescrs.release(back);
      LiveDescrs.release(other);
      LiveDescrs.release(descr);
    });
  }

  /** A new descriptor of the other ABI, whose header an empty one gives. */
  private static long translated(int abi, long descr) {
    DescrForm from = form(abi);
    DescrForm to = form(3 - abi);
    long target = LiveDescrs.write(3 - abi, EMPTY);
    new DescrTranslator(from, to, LiveDescrs.references(from, to))
        .translate(Memory.segment(descr, from.byteSize()), Memory.segment(target, to.byteSize()));
    return target;
  }

  @Property(tries = TRIES)
  void anElementOfTwoGigabytesIsRefusedByOneDotX(@ForAll @LongRange(min = 1L << 31) long elsize) {
    DescrValue value = ofVoid(elsize, 1, 0);
    Live.leavesNothing(() -> {
      long descr = LiveDescrs.write(2, value);
      assertRefused(() -> LiveDescrs.translate(2, descr, 1), "elsize", Long.toString(elsize));
      assertRefused(() -> LiveDescrs.write(1, value), "elsize", Long.toString(elsize));
      MemorySegment source = Memory.segment(descr, DescrForm.NUMPY_2.byteSize());
      for (DescrForm to : List.of(DescrForm.NUMPY_1, DescrForm.PROTO)) {
        assertNothingWritten(to, source, "elsize", Long.toString(elsize));
      }
      LiveDescrs.release(descr);
    });
  }

  @Property(tries = TRIES)
  void aFlagBeyondTheByteIsRefusedByOneDotX(
      @ForAll @IntRange(min = 8, max = 63) int bit, @ForAll @IntRange(max = 255) int others) {
    long flags = 1L << bit | others;
    Live.leavesNothing(() -> {
      long descr = LiveDescrs.write(2, ofVoid(8, 1, flags));
      String words = "0x%x".formatted(flags);
      assertRefused(() -> LiveDescrs.translate(2, descr, 1), "flags", words);
      assertNothingWritten(
          DescrForm.NUMPY_1, Memory.segment(descr, DescrForm.NUMPY_2.byteSize()), "flags", words);
      LiveDescrs.release(descr);
    });
  }

  @Property(tries = TRIES)
  void anAlignmentThatNeedsMoreBitsIsRefusedByOneDotX(
      @ForAll @IntRange(min = 31, max = 62) int bit) {
    long alignment = 1L << bit;
    Live.leavesNothing(() -> {
      long descr = LiveDescrs.write(2, ofVoid(8, alignment, 0));
      assertRefused(() -> LiveDescrs.translate(2, descr, 1), "alignment", Long.toString(alignment));
      LiveDescrs.release(descr);
    });
  }

  private static DescrValue ofVoid(long elsize, long alignment, long flags) {
    return new DescrValue(
        20, 'V', 'V', '|', flags, elsize, alignment, Optional.empty(), List.of(), Optional.empty());
  }

  private static void assertRefused(ThrowingCallable call, String field, String value) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            DescrFieldException.class,
            e -> {
              assertThat(e.field()).isEqualTo(field);
              assertThat(e.value()).isEqualTo(value);
            })
        .hasMessageContaining(field)
        .hasMessageContaining(value);
  }

  private static void assertNothingWritten(
      DescrForm to, MemorySegment source, String field, String value) {
    MemorySegment target = MemorySegment.ofArray(new long[(int) to.byteSize() / Long.BYTES]);
    var translator = new DescrTranslator(DescrForm.NUMPY_2, to, DescrReferences.none());
    assertRefused(() -> translator.translate(source, target), field, value);
    assertThat(target.toArray(ValueLayout.JAVA_LONG)).containsOnly(0);
  }
}
