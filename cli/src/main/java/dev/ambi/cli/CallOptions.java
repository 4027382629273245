package dev.ambi.cli;

import dev.ambi.bridge.NumpyVersion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The words after {@code ambi call}. Options may stand anywhere before a {@code --}; a word with
 * one dash after the function's name is an argument, since {@code -1} is.
 *
 * @param help whether only the help text is wanted
 * @param numpy the NumPy to emulate
 * @param json whether the answer is JSON
 * @param batch the file with the calls, {@code "-"} for standard input, or null
 * @param request the one call to make; null for a batch and for help
 */
record CallOptions(
    boolean help, NumpyVersion numpy, boolean json, String batch, CallRequest request) {

  /**
   * Reads the words.
   *
   * @throws UsageException when they make no sense
   */
  static CallOptions parse(List<String> words) {
    return new Parser(words).parse();
  }

  private static UsageException wrong(String message) {
    return new UsageException("call", message);
  }

  private static final class Parser {
    private final List<String> words;
    private final List<String> positional = new ArrayList<>();
    private int at;
    private boolean help;
    private boolean json;
    private String numpy;
    private String out;
    private String batch;

    Parser(List<String> words) {
      this.words = words;
    }

    CallOptions parse() {
      boolean options = true;
      while (at < words.size()) {
        String word = words.get(at++);
        if (options && word.equals("--")) {
          options = false;
        } else if (options && isOption(word)) {
          option(word);
        } else {
          positional.add(word);
        }
      }
      if (help) {
        return new CallOptions(true, NumpyVersion.AUTO, json, null, null);
      }
      NumpyVersion version = numpy == null ? NumpyVersion.AUTO : version();
      if (batch == null) {
        return new CallOptions(false, version, json, null, request());
      }
      if (!positional.isEmpty()) {
        throw wrong("with --batch the file says what to call: " + positional.getFirst());
      }
      if (out != null) {
        throw wrong("with --batch each line of the file says its \"out\": --out");
      }
      return new CallOptions(false, version, true, batch, null);
    }

    /** Before the function's name a dash begins an option; after it only two dashes do. */
    private boolean isOption(String word) {
      if (word.startsWith("--")) {
        return true;
      }
      return positional.size() < 2 && word.startsWith("-") && word.length() > 1;
    }

    private void option(String word) {
      int equals = word.indexOf('=');
      String name = equals < 0 ? word : word.substring(0, equals);
      String value = equals < 0 ? null : word.substring(equals + 1);
      switch (name) {
        case "--help", "-h" -> {
          requireNoValue(name, value);
          help = true;
        }
        case "--json" -> {
          requireNoValue(name, value);
          json = true;
        }
        case "--numpy" -> numpy = once(name, numpy, value);
        case "--out" -> out = once(name, out, value);
        case "--batch" -> batch = once(name, batch, value);
        default ->
            throw wrong(
                positional.size() < 2
                    ? "there is no option " + name
                    : "there is no option " + name + "; if it is an argument, write -- before it");
      }
    }

    private static void requireNoValue(String name, String value) {
      if (value != null) {
        throw wrong(name + " takes no value");
      }
    }

    private String once(String name, String before, String value) {
      if (before != null) {
        throw wrong(name + " is given twice");
      }
      if (value == null && at < words.size()) {
        value = words.get(at++);
      }
      if (value == null || value.isEmpty()) {
        throw wrong(name + " needs a value");
      }
      return value;
    }

    private NumpyVersion version() {
      try {
        return NumpyVersion.of(numpy);
      } catch (IllegalArgumentException e) {
        throw wrong("--numpy: " + e.getMessage());
      }
    }

    private CallRequest request() {
      if (positional.isEmpty()) {
        throw wrong("which binary? A .so or a .whl is expected");
      }
      if (positional.size() < 2) {
        throw wrong("which function of " + positional.getFirst() + "?");
      }
      try {
        List<Object> args = new ArrayList<>();
        Map<String, Object> kwargs = new LinkedHashMap<>();
        for (String word : positional.subList(2, positional.size())) {
          int equals = word.indexOf('=');
          if (equals > 0 && isIdentifier(word.substring(0, equals))) {
            String name = word.substring(0, equals);
            if (kwargs.containsKey(name)) {
              throw wrong("the argument " + name + " is given twice");
            }
            kwargs.put(name, argument(word.substring(equals + 1)));
          } else {
            args.add(argument(word));
          }
        }
        return new CallRequest(
            Target.parse(positional.getFirst()),
            positional.get(1),
            args,
            kwargs,
            out == null ? null : Target.path(out));
      } catch (IllegalArgumentException e) {
        throw wrong(e.getMessage());
      }
    }
  }

  /** What an ARG means: an array, else a JSON value, else the word itself. */
  static Object argument(String word) {
    if (word.startsWith("@")) {
      return ArrayFile.orText(word);
    }
    try {
      return JsonReader.read(word);
    } catch (JsonReader.SyntaxException _) {
      return word;
    }
  }

  /** Whether Python could use the word as a parameter's name. */
  private static boolean isIdentifier(String word) {
    int first = word.codePointAt(0);
    return (first == '_' || Character.isUnicodeIdentifierStart(first))
        && word.codePoints().skip(1).allMatch(CallOptions::isIdentifierPart);
  }

  private static boolean isIdentifierPart(int c) {
    return c == '_'
        || (Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c));
  }
}
