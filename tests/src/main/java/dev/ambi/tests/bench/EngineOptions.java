package dev.ambi.tests.bench;

import java.util.List;
import java.util.ListIterator;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What the user wants of the engine's benchmark.
 *
 * @param only which cases: those in whose name, size and layout this is found
 * @param quick fewer and shorter samples, and nothing of 20 000 000 elements
 * @param cpu whether the clock is that of the thread: for a machine that others use too
 * @param nd4j whether ND4J is a peer too
 */
record EngineOptions(Pattern only, boolean quick, boolean cpu, boolean nd4j) {

  /**
   * {@return the options in the words}
   *
   * @throws IllegalArgumentException when a word is none
   */
  static EngineOptions parse(List<String> words) {
    Pattern only = Pattern.compile("");
    boolean quick = false;
    boolean cpu = false;
    boolean nd4j = false;
    ListIterator<String> rest = words.listIterator();
    while (rest.hasNext()) {
      String word = rest.next();
      switch (word) {
        case "--quick" -> quick = true;
        case "--cpu" -> cpu = true;
        case "--only" -> only = pattern(value(rest, word));
        case "--peers" -> {
          for (String peer : value(rest, word).split(",")) {
            switch (peer) {
              case "numpy" -> {}
              case "nd4j" -> nd4j = true;
              default -> throw new IllegalArgumentException("there is no peer " + peer);
            }
          }
        }
        default -> throw new IllegalArgumentException("engine has no option " + word);
      }
    }
    return new EngineOptions(only, quick, cpu, nd4j);
  }

  private static String value(ListIterator<String> rest, String word) {
    if (!rest.hasNext()) {
      throw new IllegalArgumentException(word + " wants a value");
    }
    return rest.next();
  }

  private static Pattern pattern(String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("--only: " + e.getMessage(), e);
    }
  }

  /** Whether a case of that size is wanted; {@code add 100 contiguous} is what is searched. */
  boolean wants(EngineCase theCase, EngineSize size) {
    boolean small = !quick || size.n() <= 1_000_000;
    return small && only.matcher(theCase.name() + " " + size.n() + " " + size.layout()).find();
  }

  int samples() {
    return quick ? 5 : 11;
  }

  double sampleNs() {
    return quick ? 1e7 : 3e7;
  }
}
