package dev.ambi.tests.answers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * A recording, read case by case.
 *
 * <pre>{@code
 * try (RecordedAnswers answers = RecordedAnswers.open("1.6.0")) {
 *   answers.cases().filter(c -> c.numpy().contains("2.4.6")).forEach(this::check);
 * }
 * }</pre>
 *
 * <p>Not thread-safe; the cases that it gives are.
 */
public final class RecordedAnswers implements AutoCloseable {

  /** The versions of Bottleneck that are recorded. */
  public static final List<String> VERSIONS = List.of("1.3.8", "1.4.2", "1.6.0");

  private static final int FORMAT = 1;

  private final JsonMapper mapper = new JsonMapper();
  private final String name;
  private final BufferedReader reader;
  private final CaseParser parser = new CaseParser();
  private final Recording recording;

  private RecordedAnswers(String name, InputStream stream) throws IOException {
    this.name = name;
    this.reader =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(stream, 1 << 16), StandardCharsets.US_ASCII));
    JsonNode header = mapper.readTree(reader.readLine());
    if (header.path("format").asInt() != FORMAT) {
      throw new IOException(name + " is not a recording of format " + FORMAT);
    }
    this.recording = CaseParser.recording(header);
  }

  /**
   * Opens the recording of a version of Bottleneck.
   *
   * @throws IOException if there is none, or it cannot be read
   */
  public static RecordedAnswers open(String version) throws IOException {
    String name = "/answers/bottleneck-" + version + ".jsonl.gz";
    InputStream stream = RecordedAnswers.class.getResourceAsStream(name);
    if (stream == null) {
      throw new IOException("no recording of Bottleneck " + version + ": " + name);
    }
    return new RecordedAnswers(name, stream);
  }

  /** What the recording says of itself. */
  public Recording recording() {
    return recording;
  }

  /**
   * The cases that were not read yet, in the order of the recording, each read when it is asked
   * for. A line that cannot be understood ends the stream with an exception that quotes it.
   */
  public Stream<Case> cases() {
    return reader.lines().map(this::parse).filter(Objects::nonNull);
  }

  /** The case of a line, or null for one that adds a buffer. */
  private Case parse(String line) {
    try {
      return parser.parse(mapper.readTree(line));
    } catch (IOException e) {
      throw new UncheckedIOException(name + ": " + abbreviated(line), e);
    } catch (RuntimeException e) {
      throw new IllegalStateException(name + ": " + abbreviated(line), e);
    }
  }

  private static String abbreviated(String line) {
    return line.length() <= 300 ? line : line.substring(0, 300) + "...";
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
