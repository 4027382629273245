package dev.ambi.tests.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A running {@code peer.py}, which answers each line with a line. */
final class PeerProcess implements AutoCloseable {
  private final Process process;
  private final PrintWriter requests;
  private final BufferedReader answers;

  PeerProcess(Bench bench, String benchmark) throws IOException {
    this(bench, benchmark, "perf_counter_ns", Map.of());
  }

  /**
   * Starts it.
   *
   * @param clock the function of Python's module {@code time} that rounds are timed by
   * @param environment variables that it gets beside those of this process
   */
  PeerProcess(Bench bench, String benchmark, String clock, Map<String, String> environment)
      throws IOException {
    String script = bench.files().file("tests/src/main/python/peer.py").toString();
    ProcessBuilder builder = bench.python().process(script, benchmark, clock);
    builder.environment().putAll(environment);
    process = builder.start();
    requests = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8));
    answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /**
   * Sends a line and waits for the answer.
   *
   * @throws IOException when the process has ended
   */
  String ask(String line) throws IOException {
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
