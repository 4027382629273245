package dev.ambi.tests.bench;

import java.io.IOException;
import java.util.Arrays;

/**
 * Runs two sides in turns, so that what slows the machine for a while slows both, and takes
 * medians, so that what slows a round counts for nothing.
 */
final class Rounds {
  private Rounds() {}

  /** One side; a round gives one or more times in nanoseconds, always as many. */
  interface Side {
    /**
     * Runs a round.
     *
     * @throws IOException when it cannot be run
     */
    double[] round() throws IOException;
  }

  /**
   * The medians of each time.
   *
   * @param ours ours
   * @param peer the peer's
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Medians(double[] ours, double[] peer) {}

  /**
   * Runs both, after a round of each that does not count.
   *
   * @param rounds how many rounds of each
   * @throws IOException when a side cannot be run
   */
  static Medians interleave(int rounds, Side ours, Side peer) throws IOException {
    ours.round();
    peer.round();
    double[][] oursTimes = new double[rounds][];
    double[][] peerTimes = new double[rounds][];
    for (int i = 0; i < rounds; i++) {
      // Neither side always goes first.
      if (i % 2 == 0) {
        oursTimes[i] = ours.round();
        peerTimes[i] = peer.round();
      } else {
        peerTimes[i] = peer.round();
        oursTimes[i] = ours.round();
      }
    }
    return new Medians(medians(oursTimes), medians(peerTimes));
  }

  private static double[] medians(double[][] times) {
    double[] medians = new double[times[0].length];
    for (int i = 0; i < medians.length; i++) {
      int which = i;
      medians[i] = median(Arrays.stream(times).mapToDouble(round -> round[which]).toArray());
    }
    return medians;
  }

  /** The middle of the values, or of the two in the middle. */
  static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
