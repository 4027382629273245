package dev.ambi.tests.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class RoundsTest {
  @Test
  void theMedianIsTheMiddle() {
    assertThat(Rounds.median(5, 1, 3)).isEqualTo(3);
    assertThat(Rounds.median(4, 1, 3, 2)).isEqualTo(2.5);
    assertThat(Rounds.median(7)).isEqualTo(7);
  }

  @Test
  void sidesTakeTurnsAndTheFirstRoundDoesNotCount() throws IOException {
    StringBuilder order = new StringBuilder();
    double[] ours = {1000, 1, 2, 3};
    int[] next = {0};
    Rounds.Medians medians =
        Rounds.interleave(
            3,
            () -> {
              order.append('o');
              return new double[] {ours[next[0]++], 10};
            },
            () -> {
              order.append('p');
              return new double[] {7, 8};
            });
    assertThat(order).hasToString("op" + "op" + "po" + "op");
    assertThat(medians.ours()).containsExactly(2, 10);
    assertThat(medians.peer()).containsExactly(7, 8);
  }

  @Test
  void aMeasurementIsALineOfJson() {
    assertThat(new Measurement("nanmean", 10, 50, "CPython 3.11.7", 100).toJson())
        .isEqualTo(
            "{\"name\": \"nanmean\", \"n\": 10, \"ours_ns\": 50.0, \"peer\": \"CPython 3.11.7\","
                + " \"peer_ns\": 100.0, \"ratio\": 0.500}");
  }
}
