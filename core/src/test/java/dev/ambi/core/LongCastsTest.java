package dev.ambi.core;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Casts of arrays so long that they go by vectors, in the layouts that have loops of their own. */
class LongCastsTest {
  private static final long COPIES = 37;

  /** How source and result lie in memory. */
  enum Layout {
    CONTIGUOUS("::"),
    SPREAD("::"),
    INTO_SPREAD("::2"),
    BOTH_SPREAD("::2"),
    WIDE("::3"),
    REVERSED("::"),
    MISALIGNED("::");

    private final String target;

    Layout(String target) {
      this.target = target;
    }

    private NDArray source(NDArray a) {
      return switch (this) {
        case CONTIGUOUS, INTO_SPREAD -> a;
        case SPREAD, BOTH_SPREAD -> spread(a, 2);
        case WIDE -> spread(a, 3);
        case REVERSED -> a.get("::-1").copy().get("::-1");
        case MISALIGNED -> misaligned(a);
      };
    }

    private static NDArray spread(NDArray a, long step) {
      NDArray wide = NDArray.zeros(a.dtype(), a.size() * step).get("::" + step);
      wide.assign(a);
      return wide;
    }

    private static NDArray misaligned(NDArray a) {
      NDArray bytes = NDArray.zeros(DType.INT8, a.nbytes() + 1);
      NDArray shifted =
          NDArray.of(
              bytes.memory(),
              bytes.offset() + 1,
              a.dtype(),
              a.shape().toArray(),
              a.strides(),
              true);
      shifted.assign(a);
      return shifted;
    }
  }

  @ParameterizedTest
  @EnumSource(Layout.class)
  void longCastsGiveNumPysBits(Layout layout) {
    SoftAssertions softly = new SoftAssertions();
    for (String[] row : Recorded.rows("casts.tsv")) {
      NDArray source = layout.source(tiled(Recorded.array(row[2])));
      NDArray expected = tiled(Recorded.array(row[3]));
      NDArray base = NDArray.zeros(expected.dtype(), expected.size() * 3);
      NDArray target = base.get(layout.target).get(":" + expected.size());
      target.assign(source, Casting.UNSAFE);
      softly.assertThat(target.copy()).as(row[0] + " to " + row[1]).isEqualTo(expected);
      target.fill(expected.dtype().isNumeric() ? 0 : "");
      softly
          .assertThat(base)
          .as("what is around the result of " + row[0] + " to " + row[1])
          .isEqualTo(NDArray.zeros(expected.dtype(), expected.size() * 3));
    }
    softly.assertAll();
  }

  private static NDArray tiled(NDArray a) {
    return a.broadcastTo(COPIES, a.size()).copy().reshape(COPIES * a.size());
  }
}
