package dev.ambi.tests.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a program waits for before its first call, in a fresh process each time: opening a host
 * (importing NumPy), the first module, and another one.
 */
final class Load implements Benchmark {
  private static final int ROUNDS = 9;
  private static final List<String> STEPS = List.of("load/host", "load/first", "load/second");

  @Override
  public String name() {
    return "load";
  }

  @Override
  public String summary() {
    return "opening a host, loading a module, and a second; peer: import numpy, the same modules";
  }

  @Override
  public void run(Bench bench) throws IOException {
    String wheel = bench.wheel().toString();
    String script = bench.files().file("tests/src/main/python/peer.py").toString();
    Bench.progress("load: " + (2 * ROUNDS + 2) + " processes");
    Rounds.Medians medians =
        Rounds.interleave(
            ROUNDS,
            () -> times(new ProcessBuilder(java(LoadProbe.class, wheel))),
            () -> times(bench.python().process(script, "load")));
    for (int i = 0; i < STEPS.size(); i++) {
      bench.report(
          new Measurement(
              STEPS.get(i), 1, medians.ours()[i], bench.python().description(), medians.peer()[i]));
    }
  }

  /** A JVM like this one, as a user's program would have it: without the launcher's cache. */
  private static List<String> java(Class<?> main, String argument) {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(main.getName(), argument));
    return command;
  }

  private static double[] times(ProcessBuilder builder) throws IOException {
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    process.getOutputStream().close();
    String line =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
    PeerPython.finish(builder.command(), process);
    return Arrays.stream(line.split(" ")).mapToDouble(Double::parseDouble).toArray();
  }
}
