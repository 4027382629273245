package dev.ambi.tests.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A process that times what the engine is compared with: {@code engine_peer.py} or another. */
final class EnginePeer implements AutoCloseable {
  private static final double LEAST_WARM_UP_NS = 1e8;
  private static final double BATCH_NS = 2e7;

  private final String name;
  private final Process process;
  private final PrintWriter requests;
  private final BufferedReader answers;

  EnginePeer(String name, ProcessBuilder builder) throws IOException {
    this.name = name;
    builder.environment().put("OMP_NUM_THREADS", "1");
    builder.environment().put("OPENBLAS_NUM_THREADS", "1");
    process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    requests = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8));
    answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** What it is, with versions. */
  String name() {
    return name;
  }

  /** Makes it ready for a case. */
  void prepare(String statement, List<String> inputs) throws IOException {
    require(ask("case\t" + statement + (inputs.isEmpty() ? "" : "\t" + String.join("\t", inputs))));
  }

  /** Throws if its answer is not that in the file. */
  void check(Path file) throws IOException {
    require(ask("check\t" + file));
  }

  /** Drops its inputs. */
  void forget() throws IOException {
    require(ask("forget"));
  }

  /** The nanoseconds that so many runs take. */
  double time(long repeats) throws IOException {
    String answer = ask("time\t" + repeats);
    try {
      return Double.parseDouble(answer);
    } catch (NumberFormatException e) {
      throw new IOException("the peer says: " + answer, e);
    }
  }

  /** Runs for a while; gives the nanoseconds that one run takes. */
  double warmUp() throws IOException {
    double spent = 0;
    double last;
    long repeats = 1;
    do {
      double time = time(repeats);
      spent += time;
      last = time / repeats;
      repeats = EngineTimer.repeats(last, BATCH_NS);
    } while (spent < LEAST_WARM_UP_NS);
    return last;
  }

  private static void require(String answer) throws IOException {
    if (!answer.equals("ok")) {
      throw new IOException("the peer says: " + answer);
    }
  }

  private String ask(String line) throws IOException {
    requests.println(line);
    requests.flush();
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException("the peer's process has ended");
    }
    return answer;
  }

  /** Ends the process, which stops when there is nothing more to read. */
  @Override
  public void close() throws IOException {
    requests.close();
    answers.close();
  }
}
