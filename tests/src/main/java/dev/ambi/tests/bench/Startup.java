package dev.ambi.tests.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** From nothing to an answer: the command {@code ambi call} against {@code python -c}. */
final class Startup implements Benchmark {
  private static final int ROUNDS = 15;
  private static final String DATA = "tests/data/jfk_weather_2013.npy";
  private static final long ELEMENTS = 78_840;

  @Override
  public String name() {
    return "startup";
  }

  @Override
  public String summary() {
    return "./ambi call WHEEL nanmean @FILE, a process; peer: python -c that does the same";
  }

  @Override
  public void run(Bench bench) throws IOException {
    Path data = bench.files().file(DATA);
    String program =
        "import sys, numpy, bottleneck; print(bottleneck.nanmean(numpy.load(sys.argv[1])))";
    String[] call = {
      bench.files().file("ambi").toString(),
      "call",
      bench.wheel() + "::bottleneck.reduce",
      "nanmean",
      "@" + data
    };
    String answer = output(new ProcessBuilder(call)); // builds what the launcher needs
    String peers = output(bench.python().process("-c", program, data.toString()));
    if (!answer.equals(peers)) {
      throw new IOException("the answer is " + answer + " here and " + peers + " in the peer");
    }
    Bench.progress("startup: " + (2 * ROUNDS + 2) + " processes");
    Rounds.Medians medians =
        Rounds.interleave(
            ROUNDS,
            () -> time(new ProcessBuilder(call)),
            () -> time(bench.python().process("-c", program, data.toString())));
    bench.report(
        new Measurement(
            "startup",
            ELEMENTS,
            medians.ours()[0],
            bench.python().description(),
            medians.peer()[0]));
  }

  private static double[] time(ProcessBuilder builder) throws IOException {
    long begin = System.nanoTime();
    output(builder);
    return new double[] {System.nanoTime() - begin};
  }

  private static String output(ProcessBuilder builder) throws IOException {
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    PeerPython.finish(builder.command(), process);
    return text.strip();
  }
}
