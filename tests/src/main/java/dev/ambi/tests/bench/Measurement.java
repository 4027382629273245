package dev.ambi.tests.bench;

import java.util.Locale;

/**
 * What a benchmark found.
 *
 * @param name what was measured
 * @param n how many elements, or times
 * @param oursNs the median of our rounds, in nanoseconds
 * @param peer what it is compared with
 * @param peerNs the median of the peer's rounds, in nanoseconds
 */
record Measurement(String name, long n, double oursNs, String peer, double peerNs) {

  /** How long ours takes for what takes the peer 1. */
  double ratio() {
    return oursNs / peerNs;
  }

  /** One line of JSON; names and peers are plain text. */
  String toJson() {
    return String.format(
        Locale.ROOT,
        "{\"name\": \"%s\", \"n\": %d, \"ours_ns\": %.1f, \"peer\": \"%s\", \"peer_ns\": %.1f,"
            + " \"ratio\": %.3f}",
        name,
        n,
        oursNs,
        peer,
        peerNs,
        ratio());
  }

  /** One line of a table under {@link #header}. */
  String toRow() {
    return String.format(
        Locale.ROOT, "%-14s %,9d %12s %12s %7.2f", name, n, time(oursNs), time(peerNs), ratio());
  }

  /** The head of the table. */
  static String header() {
    return String.format("%-14s %9s %12s %12s %7s", "name", "n", "ours", "peer", "ratio");
  }

  private static String time(double ns) {
    if (ns < 10_000) {
      return String.format(Locale.ROOT, "%.1f ns", ns);
    }
    if (ns < 10_000_000) {
      return String.format(Locale.ROOT, "%.1f us", ns / 1e3);
    }
    return String.format(Locale.ROOT, "%.1f ms", ns / 1e6);
  }
}
