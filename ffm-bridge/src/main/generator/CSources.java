import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the C files define for extensions ({@code AMBI_EXPORT}), and the prototypes of pyapi.h. */
final class CSources {
  private static final Pattern DEFINITION =
      Pattern.compile("^AMBI_EXPORT\\s+([^;{=]*?)\\b(\\w+)\\s*(\\(|=|\\[|;)", Pattern.MULTILINE);

  /** A macro that defines: what it makes shows only after preprocessing. */
  private static final Pattern DEFINING_MACRO =
      Pattern.compile("^#define [^\\n]*(\\\\\\n[^\\n]*)*AMBI_EXPORT", Pattern.MULTILINE);

  /**
   * What neither pattern can see (aliases) is named in a comment: {@code
   * AMBI_DEFINES(PyArray_IntpDType)}.
   */
  private static final Pattern NAMED = Pattern.compile("AMBI_DEFINES\\((\\w+)\\)");

  private static final Pattern PREPROCESSED =
      Pattern.compile(
          "__attribute__\\(\\(visibility\\(\"default\"\\)\\)\\)\\s*([^;{=()]*?)\\b(\\w+)\\s*(\\([^;{]*\\)\\s*\\{|=)");
  private static final Pattern PROTOTYPE =
      Pattern.compile("^AMBI_API (.*\\b(\\w+)\\([^;]*\\));", Pattern.MULTILINE);

  private final Set<String> defined = new HashSet<>();
  private final Map<String, String> prototypes = new HashMap<>();

  static CSources scan(Path directory) throws IOException {
    CSources sources = new CSources();
    List<Path> files;
    try (Stream<Path> walk = Files.walk(directory)) {
      files = walk.filter(p -> p.toString().matches(".*\\.(c|inc)")).toList();
    }
    for (Path file : files) {
      String text = Files.readString(file);
      Matcher m = DEFINITION.matcher(text);
      while (m.find()) {
        sources.defined.add(m.group(2));
      }
      Matcher named = NAMED.matcher(text);
      while (named.find()) {
        sources.defined.add(named.group(1));
      }
      if (DEFINING_MACRO.matcher(text).find()) {
        Matcher made = PREPROCESSED.matcher(preprocess(directory, file));
        while (made.find()) {
          sources.defined.add(made.group(2));
        }
      }
    }
    Matcher m = PROTOTYPE.matcher(Files.readString(directory.resolve("pyapi.h")));
    while (m.find()) {
      sources.prototypes.put(m.group(2), m.group(1));
    }
    return sources;
  }

  private static String preprocess(Path directory, Path file) throws IOException {
    Path headers = directory.resolve("../../../../headers/include").normalize();
    Process process =
        new ProcessBuilder("cc", "-E", "-P", "-I" + headers, "-I" + directory, file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var in = process.getInputStream()) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException("cc cannot preprocess " + file);
      }
      return text;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  boolean defines(String name) {
    return defined.contains(name) || name.startsWith("PyExc_");
  }

  /** What the C files define, sorted. */
  Stream<String> names() {
    return defined.stream().sorted();
  }

  /** The prototype in pyapi.h, or null. */
  String prototype(String name) {
    return prototypes.get(name);
  }
}
