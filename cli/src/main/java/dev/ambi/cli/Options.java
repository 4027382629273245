package dev.ambi.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The words after a command that takes options anywhere: {@code --flag}, {@code --name VALUE},
 * {@code --name=VALUE}; after {@code --} nothing is an option.
 */
final class Options {
  private final String topic;
  private final Map<String, String> given = new HashMap<>();
  private final Map<String, List<String>> repeated = new HashMap<>();
  private final List<String> positional = new ArrayList<>();

  private Options(String topic) {
    this.topic = topic;
  }

  /**
   * Reads the words; {@code --help} and {@code -h} need not be named.
   *
   * @param topic the command
   * @param flags the options without a value, with their dashes
   * @param valued the options with one
   * @throws UsageException for an option that is unknown, given twice, or lacks its value
   */
  static Options parse(String topic, List<String> words, Set<String> flags, Set<String> valued) {
    return parse(topic, words, flags, valued, Set.of());
  }

  /**
   * Reads the words, some of whose options may be given more than once.
   *
   * @param repeated the options with a value that may be
   * @throws UsageException for an option that is unknown, given twice, or lacks its value
   */
  static Options parse(
      String topic,
      List<String> words,
      Set<String> flags,
      Set<String> valued,
      Set<String> repeated) {
    Options options = new Options(topic);
    boolean ended = false;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (ended || !word.startsWith("-") || word.equals("-")) {
        options.positional.add(word);
      } else if (word.equals("--")) {
        ended = true;
      } else if (word.equals("--help") || word.equals("-h")) {
        options.given.put("--help", "");
      } else {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        String value = equals < 0 ? null : word.substring(equals + 1);
        boolean again = repeated.contains(name);
        if (again || valued.contains(name)) {
          if (value == null && i + 1 < words.size()) {
            value = words.get(++i);
          }
          if (value == null || value.isEmpty()) {
            throw options.wrong(name + " needs a value");
          }
        } else if (!flags.contains(name)) {
          throw options.wrong("there is no option " + name);
        } else if (value != null) {
          throw options.wrong(name + " takes no value");
        }
        if (again) {
          options.repeated.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
        } else if (options.given.put(name, value == null ? "" : value) != null) {
          throw options.wrong(name + " is given twice");
        }
      }
    }
    return options;
  }

  boolean has(String option) {
    return given.containsKey(option);
  }

  /** The option's value, or {@code missing}. */
  String value(String option, String missing) {
    return given.getOrDefault(option, missing);
  }

  /** The values of an option that may be given more than once, in their order. */
  List<String> values(String option) {
    return repeated.getOrDefault(option, List.of());
  }

  List<String> positional() {
    return positional;
  }

  /**
   * The only positional word, or null for none.
   *
   * @throws UsageException for more
   */
  String only() {
    if (positional.size() > 1) {
      throw wrong("one name is enough: " + positional.get(1));
    }
    return positional.isEmpty() ? null : positional.getFirst();
  }

  UsageException wrong(String message) {
    return new UsageException(topic, message);
  }
}
