package dev.ambi.bridge.layout;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The text of a {@code .layouts} resource and where in it each struct stands. The head of {@code
 * numpy.layouts} tells the form. Read without lambdas and streams, which would cost a program's
 * start more than the reading does.
 */
final class FactsFile {

  /** A release: its place in the order of releases, and the constants of its headers. */
  record Release(String name, String measured, int order, Map<String, Long> constants) {}

  /**
   * How C names a type: by a typedef, with the word struct, or not at all (the type of a field).
   */
  enum Naming {
    TYPEDEF,
    STRUCT,
    MEMBER
  }

  /**
   * One shape of a type, in the releases from {@code first} to {@code last}; its fields are text,
   * from {@code fields} on.
   */
  record Shape(
      Naming naming,
      String name,
      Release first,
      Release last,
      long size,
      long alignment,
      int fields) {
    boolean isIn(Release release) {
      return first.order <= release.order && release.order <= last.order;
    }
  }

  private final String name;
  private final String text;
  private final Map<String, Release> releases = new LinkedHashMap<>();
  private final Map<String, CKind> kinds = new HashMap<>();
  private final Map<String, List<Shape>> shapes = new LinkedHashMap<>();

  FactsFile(String name, String text) {
    this.name = name;
    this.text = text;
    if (!text.endsWith("\n")) {
      throw new IllegalStateException(name + " is cut off");
    }
    int end;
    for (int at = 0; at < text.length(); at = end + 1) {
      end = text.indexOf('\n', at);
      char first = text.charAt(at);
      if (first != ' ' && first != '#') {
        try {
          line(text.substring(at, end), end + 1);
        } catch (RuntimeException e) {
          throw bad(text.substring(at, end), e);
        }
      }
    }
  }

  static FactsFile resource(String name) {
    try (InputStream in = FactsFile.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + name + " is missing");
      }
      return new FactsFile(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("the resource " + name + " cannot be read", e);
    }
  }

  private void line(String line, int next) {
    String[] words = line.split(" ");
    switch (words[0]) {
      case "release" -> {
        Map<String, Long> constants = new LinkedHashMap<>();
        for (int i = 3; i < words.length; i++) {
          int equals = words[i].indexOf('=');
          constants.put(words[i].substring(0, equals), Long.decode(words[i].substring(equals + 1)));
        }
        releases.put(words[1], new Release(words[1], words[2], releases.size(), constants));
      }
      case "kind" -> {
        CKind kind = CKind.valueOf(words[1].toUpperCase(Locale.ROOT));
        for (String type : line.substring(line.indexOf(words[1]) + words[1].length()).split(",")) {
          kinds.put(type.strip(), kind);
        }
      }
      case "typedef", "struct", "member" -> {
        int dash = words[2].indexOf('-');
        Shape shape =
            new Shape(
                Naming.valueOf(words[0].toUpperCase(Locale.ROOT)),
                words[1],
                release(dash < 0 ? words[2] : words[2].substring(0, dash)),
                release(words[2].substring(dash + 1)),
                Long.parseLong(words[3]),
                Long.parseLong(words[4]),
                next);
        List<Shape> others = shapes.get(shape.name);
        if (others == null) {
          others = new ArrayList<>(1);
          shapes.put(shape.name, others);
        }
        others.add(shape);
      }
      default -> throw new IllegalArgumentException("what is " + words[0] + "?");
    }
  }

  private Release release(String name) {
    Release release = releases.get(name);
    if (release == null) {
      throw new IllegalArgumentException("there is no release " + name);
    }
    return release;
  }

  private IllegalStateException bad(String line, RuntimeException cause) {
    return new IllegalStateException(name + " has a line that makes no sense: " + line, cause);
  }

  List<Release> releases() {
    return List.copyOf(releases.values());
  }

  /** What kind of scalar a type name stands for; null for none that this file knows. */
  CKind kind(String cType) {
    return kinds.get(cType);
  }

  /** All shapes that a type has had, oldest first; empty for an unknown type. */
  List<Shape> shapes(String type) {
    return shapes.getOrDefault(type, List.of());
  }

  /** The names of all types but members, in the file's order. */
  List<String> names(Release release) {
    return shapes.values().stream()
        .flatMap(List::stream)
        .filter(s -> s.naming != Naming.MEMBER && s.isIn(release))
        .map(Shape::name)
        .toList();
  }

  List<FieldFacts> fields(Shape shape) {
    List<FieldFacts> fields = new ArrayList<>();
    int end;
    for (int at = shape.fields; at < text.length() && text.charAt(at) == ' '; at = end + 1) {
      end = text.indexOf('\n', at);
      String line = text.substring(at + 1, end);
      try {
        fields.add(field(line));
      } catch (RuntimeException e) {
        throw bad(line, e);
      }
    }
    return List.copyOf(fields);
  }

  /** {@code OFFSET SIZE NAME C-TYPE[ :POSITION:WIDTH]}. */
  private static FieldFacts field(String line) {
    String[] words = line.split(" ", 4);
    String type = words[3];
    int bitPosition = 0;
    int bitWidth = 0;
    int bits = type.indexOf(" :");
    if (bits >= 0) {
      String[] numbers = type.substring(bits + 2).split(":");
      bitPosition = Integer.parseInt(numbers[0]);
      bitWidth = Integer.parseInt(numbers[1]);
      type = type.substring(0, bits);
    }
    return new FieldFacts(
        words[2], Long.parseLong(words[0]), Long.parseLong(words[1]), type, bitPosition, bitWidth);
  }
}
