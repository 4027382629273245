package dev.ambi.cli.bind;

import java.util.ArrayList;
import java.util.List;

/** Comments, wrapped. */
final class Javadoc {
  private static final int WIDTH = 100;

  private Javadoc() {}

  /**
   * A comment of paragraphs. The first is code in C, unless it begins with an exclamation mark.
   *
   * @param indent what stands before each line
   */
  static String of(String indent, List<String> paragraphs) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < paragraphs.size(); i++) {
      String p = paragraphs.get(i);
      texts.add(
          p.startsWith("!") ? p.substring(1) : i == 0 ? "{@code " + plain(p) + "}" : escaped(p));
    }
    String line = indent + "/** " + texts.getFirst() + " */";
    if (texts.size() == 1 && line.length() <= WIDTH) {
      return line + "\n";
    }
    StringBuilder all = new StringBuilder(indent).append("/**\n");
    for (int i = 0; i < texts.size(); i++) {
      all.append(i == 0 ? "" : indent + " *\n");
      all.append(wrapped(indent + " * ", (i == 0 ? "" : "<p>") + texts.get(i)));
    }
    return all.append(indent).append(" */\n").toString();
  }

  /** A comment in lines of its own. */
  static String comment(String indent, String text) {
    return wrapped(indent + "// ", text.replace("\\", "\\\\").replaceAll("\\p{Cntrl}", "?"));
  }

  /** Text within {@code @code}: nothing that would end it, or the comment. */
  static String plain(String text) {
    int open = 0;
    boolean even = true;
    for (char c : text.toCharArray()) {
      open += c == '{' ? 1 : c == '}' ? -1 : 0;
      even &= open >= 0;
    }
    String safe = text.replace("*/", "* /").replace("\\", "\\\\").replaceAll("\\p{Cntrl}", "?");
    return even && open == 0 ? safe : safe.replaceAll("[{}]", "?");
  }

  private static String escaped(String text) {
    return plain(text).replace("&", "&amp;").replace("<", "&lt;").replace("@", "&#64;");
  }

  private static String wrapped(String prefix, String text) {
    StringBuilder all = new StringBuilder();
    StringBuilder line = new StringBuilder(prefix);
    boolean empty = true;
    for (String word : text.strip().split(" +")) {
      if (!empty && line.length() + 1 + word.length() > WIDTH) {
        all.append(line).append('\n');
        line = new StringBuilder(prefix);
        empty = true;
      }
      line.append(empty ? "" : " ").append(word);
      empty = false;
    }
    return all.append(line).append('\n').toString();
  }
}
