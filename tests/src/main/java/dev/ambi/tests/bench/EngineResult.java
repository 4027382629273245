package dev.ambi.tests.bench;

import java.util.Locale;

/**
 * What the engine's benchmark found for a case and a peer.
 *
 * @param name the case
 * @param n how many elements
 * @param layout how they lie
 * @param oursNs the median of our samples, in nanoseconds a run
 * @param peer what it is compared with
 * @param peerNs the median of the peer's samples
 * @param target the greatest ratio that is good enough; NaN if none was set
 */
record EngineResult(
    String name, long n, String layout, double oursNs, String peer, double peerNs, double target) {

  /** How long ours takes for what takes the peer 1. */
  double ratio() {
    return oursNs / peerNs;
  }

  /** Whether the ratio, as it is printed, is good enough. */
  boolean isMet() {
    return Math.round(ratio() * 100) <= Math.round(target * 100);
  }

  /** Ours against another peer, for which no target was set. */
  EngineResult against(String other, double otherNs) {
    return new EngineResult(name, n, layout, oursNs, other, otherNs, Double.NaN);
  }

  /** One line of JSON; names are plain text. */
  String toJson() {
    String goal =
        Double.isNaN(target)
            ? ""
            : String.format(Locale.ROOT, ", \"target\": %.2f, \"met\": %b", target, isMet());
    return String.format(
        Locale.ROOT,
        "{\"case\": \"%s\", \"n\": %d, \"layout\": \"%s\", \"ours_ns\": %.1f, \"peer\": \"%s\","
            + " \"peer_ns\": %.1f, \"ratio\": %.4f%s}",
        name,
        n,
        layout,
        oursNs,
        peer,
        peerNs,
        ratio(),
        goal);
  }

  /** One line of a table under {@link #header}. */
  String toRow() {
    String goal =
        Double.isNaN(target)
            ? ""
            : String.format(Locale.ROOT, "%7.2f  %s", target, isMet() ? "met" : "NOT MET");
    return String.format(
        Locale.ROOT,
        "%-20s %,11d %-10s %,15.0f %,15.0f %8.3f %s  %s",
        name,
        n,
        layout,
        oursNs,
        peerNs,
        ratio(),
        goal,
        peer.startsWith("CPython") ? "" : peer);
  }

  /** The head of the table. */
  static String header() {
    return String.format(
        "%-20s %11s %-10s %15s %15s %8s %7s",
        "case", "n", "layout", "Ambi ns", "peer ns", "ratio", "target");
  }
}
