package dev.ambi.cli;

import dev.ambi.cli.JsonReader.SyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A line of a batch: {@code {"binary": ..., "module": ..., "function": ..., "args": [...],
 * "kwargs": {...}, "out": ...}}, of which only binary and function must be there. A string among
 * the arguments that begins with {@code @} names an array's file; {@code @@} is one {@code @}.
 */
final class BatchLine {
  private static final Set<String> KEYS =
      Set.of("binary", "module", "function", "args", "kwargs", "out");

  private final Map<?, ?> entries;

  private BatchLine(Map<?, ?> entries) {
    this.entries = entries;
  }

  /**
   * The call that a line asks for.
   *
   * @throws SyntaxException when the line is no such object; says what is wrong with it
   */
  static CallRequest parse(String line) throws SyntaxException {
    Object value;
    try {
      value = JsonReader.read(line);
    } catch (SyntaxException e) {
      throw new SyntaxException("no JSON: " + e.getMessage());
    }
    if (!(value instanceof Map<?, ?> entries)) {
      throw new SyntaxException("a JSON object is expected");
    }
    for (Object key : entries.keySet()) {
      if (!KEYS.contains(key)) {
        throw new SyntaxException("unknown key " + JsonWriter.write(key));
      }
    }
    try {
      return new BatchLine(entries).request();
    } catch (IllegalArgumentException e) {
      throw new SyntaxException(e.getMessage());
    }
  }

  private CallRequest request() throws SyntaxException {
    String module = text("module");
    String binary = required("binary");
    Target target = module == null ? Target.parse(binary) : new Target(Target.path(binary), module);
    String out = text("out");
    Path file = out == null ? null : Target.path(out);
    return new CallRequest(target, required("function"), args(), kwargs(), file);
  }

  private String required(String key) throws SyntaxException {
    String text = text(key);
    if (text == null || text.isEmpty()) {
      throw new SyntaxException("\"" + key + "\" is missing");
    }
    return text;
  }

  private String text(String key) throws SyntaxException {
    Object value = entries.get(key);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw new SyntaxException("\"" + key + "\" is no string");
  }

  private List<Object> args() throws SyntaxException {
    return switch (entries.get("args")) {
      case null -> List.of();
      case List<?> items -> all(items);
      default -> throw new SyntaxException("\"args\" is no list");
    };
  }

  private Map<String, Object> kwargs() throws SyntaxException {
    return switch (entries.get("kwargs")) {
      case null -> Map.of();
      case Map<?, ?> named -> {
        Map<String, Object> arguments = new LinkedHashMap<>();
        named.forEach((name, value) -> arguments.put((String) name, argument(value)));
        yield arguments;
      }
      default -> throw new SyntaxException("\"kwargs\" is no object");
    };
  }

  private static List<Object> all(List<?> items) {
    List<Object> arguments = new ArrayList<>();
    items.forEach(item -> arguments.add(argument(item)));
    return arguments;
  }

  private static Object argument(Object value) {
    return switch (value) {
      case String text -> ArrayFile.orText(text);
      case List<?> items -> all(items);
      case Map<?, ?> named -> {
        Map<String, Object> entries = new LinkedHashMap<>();
        named.forEach((name, entry) -> entries.put((String) name, argument(entry)));
        yield entries;
      }
      case null, default -> value;
    };
  }
}
