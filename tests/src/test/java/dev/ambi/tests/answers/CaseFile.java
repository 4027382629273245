package dev.ambi.tests.answers;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** A recording without a line that describes it: gzipped lines of buffers and cases, no more. */
public final class CaseFile {

  private CaseFile() {}

  /**
   * All cases of a recording, in its order.
   *
   * @param resource the absolute name of the resource, such as {@code /extensions/objects.jsonl.gz}
   * @throws IOException if there is none, or it cannot be read
   */
  public static List<Case> read(String resource) throws IOException {
    try (InputStream stream = CaseFile.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IOException("no recording " + resource);
      }
      return read(
          new BufferedReader(
              new InputStreamReader(new GZIPInputStream(stream), StandardCharsets.US_ASCII)));
    }
  }

  private static List<Case> read(BufferedReader reader) throws IOException {
    JsonMapper mapper = new JsonMapper();
    CaseParser parser = new CaseParser();
    List<Case> cases = new ArrayList<>();
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      Case parsed = parser.parse(mapper.readTree(line));
      if (parsed != null) {
        cases.add(parsed);
      }
    }
    return cases;
  }
}
