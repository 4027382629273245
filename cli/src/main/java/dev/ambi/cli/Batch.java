package dev.ambi.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

/**
 * Makes the calls of a JSONL file: one object a line, one answer a line. An answer is written out
 * before the next line is read, so that another process can converse with this one.
 */
final class Batch {
  private final Session session;
  private final Console console;

  Batch(Session session, Console console) {
    this.session = session;
    this.console = console;
  }

  /**
   * Answers every line; blank ones have no answer.
   *
   * @param file the file's name, {@code "-"} for standard input
   * @return 0 when all lines were answered, be it with an error; 1 when the file cannot be read
   * @throws UsageException when the name cannot be one of a file
   */
  int run(String file) {
    try (InputStream in = open(file);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          console.out().println(answer(line, number));
          console.out().flush();
        }
      }
      return 0;
    } catch (IOException e) {
      console.out().println(Answer.of(Failure.of(e)));
      console.trace(e);
      return 1;
    }
  }

  private InputStream open(String file) throws IOException {
    if (file.equals("-")) {
      return console.in();
    }
    try {
      return Files.newInputStream(Target.path(file));
    } catch (IllegalArgumentException e) {
      throw new UsageException("call", "--batch: " + e.getMessage());
    }
  }

  private String answer(String line, int number) {
    try {
      CallRequest request;
      try {
        request = BatchLine.parse(line);
      } catch (JsonReader.SyntaxException e) {
        return Answer.of(new Failure("ValueError", "line " + number + ": " + e.getMessage()));
      }
      Session.Result result = session.call(request);
      return Answer.of(result.value(), result.text());
    } catch (Exception | Error e) {
      console.trace(e);
      return Answer.of(Failure.of(e));
    }
  }
}
