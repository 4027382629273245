package dev.ambi.core;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The core dimensions of a generalized ufunc, as NumPy writes them: {@code (m,n),(n,p)->(m,p)}. A
 * name may end in {@code ?}: the dimension may be missing. A number is a dimension of that length.
 *
 * @param inputs for each input the names of its core dimensions
 * @param outputs for each output the names of its core dimensions
 */
public record CoreSignature(List<List<String>> inputs, List<List<String>> outputs) {

  private static final String NAME = "\\s*(?:[A-Za-z_]\\w*|\\d+)\\??\\s*";
  private static final String LIST = "\\s*\\((?:" + NAME + "(?:," + NAME + ")*)?\\s*\\)\\s*";
  private static final Pattern WHOLE =
      Pattern.compile(LIST + "(?:," + LIST + ")*->" + LIST + "(?:," + LIST + ")*");
  private static final Pattern ONE = Pattern.compile("\\(([^)]*)\\)");

  /** Copies the lists. */
  public CoreSignature {
    inputs = inputs.stream().map(List::copyOf).toList();
    outputs = outputs.stream().map(List::copyOf).toList();
  }

  /**
   * {@return the signature that a text says}
   *
   * @param text such as {@code (n),(n)->()}
   * @throws IllegalArgumentException if it is none
   */
  public static CoreSignature parse(String text) {
    if (!WHOLE.matcher(text).matches()) {
      throw new IllegalArgumentException("not a core signature: '" + text + "'");
    }
    String[] sides = text.split("->");
    return new CoreSignature(lists(sides[0]), lists(sides[1]));
  }

  private static List<List<String>> lists(String side) {
    List<List<String>> all = new ArrayList<>();
    Matcher m = ONE.matcher(side);
    while (m.find()) {
      String inner = m.group(1).strip();
      all.add(
          inner.isEmpty() ? List.of() : Pattern.compile("\\s*,\\s*").splitAsStream(inner).toList());
    }
    return all;
  }

  @Override
  public String toString() {
    return text(inputs) + "->" + text(outputs);
  }

  private static String text(List<List<String>> side) {
    return String.join(",", side.stream().map(d -> "(" + String.join(",", d) + ")").toList());
  }
}
