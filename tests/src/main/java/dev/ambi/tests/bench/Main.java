package dev.ambi.tests.bench;

import dev.ambi.cli.CloneFiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** {@code ambi bench}: runs a benchmark and its peer. */
public final class Main {
  private static final int WRONG_USE = 2;

  private static final String USAGE =
      """
      usage: ambi bench NAME [--json]
             ambi bench matmul [--json] [--cpu]
             ambi bench engine [--json] [--only REGEX] [--quick] [--cpu] [--peers nd4j]
             ambi bench --list
             ambi bench --jmh [ARG...]

      Runs a benchmark and, in turns with it, its peer in CPython, and prints the medians and their
      ratio. The peer's CPython 3.11 and NumPy are put into a virtual environment of their own in
      the cache directory. --json prints a line of JSON for each measurement instead. --jmh runs
      those that JMH has, without a peer; the arguments are JMH's (--jmh -h tells them).

      matmul --cpu takes the time of the calling thread alone, with one thread for OpenBLAS: for a
      machine that is busy with other things.

      engine has many cases, and compares with the newest NumPy: --only chooses those in whose name,
      size and layout, as in "add out 100 contiguous", the expression is found; --quick takes fewer
      and shorter samples, and leaves out 20 000 000 elements; --cpu takes the time of the calling
      thread alone, for a machine that is busy with other things; --peers nd4j has ND4J beside NumPy
      (Maven fetches it, several hundred megabytes).
      """;

  private Main() {}

  /**
   * Runs the command and ends the process: with 0, with 1 after an error, with 2 after a wrong use.
   *
   * @param args the words after {@code bench}
   */
  public static void main(String[] args) {
    int status = run(Arrays.asList(args));
    System.out.flush();
    if (status != 0) {
      System.exit(status);
    }
  }

  private static int run(List<String> words) {
    if (!words.isEmpty() && words.getFirst().equals("--jmh")) {
      return jmh(words.subList(1, words.size()));
    }
    List<String> names = new ArrayList<>(words);
    if (names.isEmpty() || names.remove("--help") || names.remove("-h")) {
      System.out.print(USAGE);
      return 0;
    }
    if (names.remove("--list")) {
      return names.isEmpty() ? list() : wrong("--list takes nothing else: " + names.getFirst());
    }
    boolean json = names.remove("--json");
    if (names.isEmpty()) {
      return wrong("a name is expected");
    }
    List<String> options = names.subList(1, names.size());
    for (Benchmark benchmark : Benchmark.ALL) {
      if (benchmark.name().equals(names.getFirst())) {
        return options.isEmpty() || benchmark.takesOptions()
            ? run(benchmark, json, options)
            : wrong("one name is expected: " + String.join(" ", names));
      }
    }
    return wrong("there is no benchmark " + names.getFirst() + "; --list names them");
  }

  private static int run(Benchmark benchmark, boolean json, List<String> options) {
    try {
      benchmark.run(new Bench(CloneFiles.find(), System.out, json, options));
      return 0;
    } catch (IllegalArgumentException e) {
      return wrong(e.getMessage());
    } catch (Exception e) {
      return failed(e);
    }
  }

  private static int list() {
    for (Benchmark benchmark : Benchmark.ALL) {
      System.out.printf("%-10s %s%n", benchmark.name(), benchmark.summary());
    }
    return 0;
  }

  private static int jmh(List<String> words) {
    try {
      org.openjdk.jmh.Main.main(words.toArray(String[]::new));
      return 0;
    } catch (Exception e) {
      return failed(e);
    }
  }

  private static int failed(Exception e) {
    System.err.println("ambi bench: " + (e.getMessage() == null ? e : e.getMessage()));
    if (System.getenv("AMBI_DEBUG") != null) {
      e.printStackTrace(System.err);
    }
    return 1;
  }

  private static int wrong(String message) {
    System.err.println("ambi bench: " + message);
    System.err.println("usage: ambi bench NAME [--json] | --list | --jmh [ARG...]");
    System.err.println("More: ambi bench --help");
    return WRONG_USE;
  }
}
