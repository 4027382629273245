package dev.ambi.tests.bench;

import dev.ambi.cli.CloneFiles;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** A session of benchmarks: the wheel, the peer's Python, and where results are written. */
final class Bench {
  private static final String REQUIREMENT = "bottleneck==1.6.0";

  private final CloneFiles files;
  private final PrintStream out;
  private final boolean json;
  private final List<String> options;
  private Path wheel;
  private PeerPython python;
  private boolean headed;

  Bench(CloneFiles files, PrintStream out, boolean json, List<String> options) {
    this.files = files;
    this.out = out;
    this.json = json;
    this.options = options;
  }

  CloneFiles files() {
    return files;
  }

  /** The wheel that both sides run. */
  Path wheel() throws IOException {
    if (wheel == null) {
      wheel = files.wheels(REQUIREMENT).getFirst();
    }
    return wheel;
  }

  /** The peer, with the wheel installed. */
  PeerPython python() throws IOException {
    if (python == null) {
      python = PeerPython.prepare(wheel());
    }
    return python;
  }

  /** What the user added to the name. */
  List<String> options() {
    return options;
  }

  /** Where results go. */
  PrintStream out() {
    return out;
  }

  /** Whether results are to be lines of JSON. */
  boolean isJson() {
    return json;
  }

  /** Writes a result out. */
  void report(Measurement measurement) {
    if (json) {
      out.println(measurement.toJson());
    } else {
      if (!headed) {
        out.println("peer: " + measurement.peer());
        out.println(Measurement.header());
        headed = true;
      }
      out.println(measurement.toRow());
    }
    out.flush();
  }

  /** What goes on, for a person who waits. */
  static void progress(String text) {
    System.err.println(text);
  }
}
