package dev.ambi.cli.bind;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Cuts tokens into declarations, each without the attributes that compilers add to C. */
final class Splitter {
  private static final int DEEPEST = 200;
  private static final int LONGEST = 50_000;

  private final List<Token> tokens;
  private final List<Chunk> chunks = new ArrayList<>();
  private final Deque<String> packs = new ArrayDeque<>();
  private String pack = "";
  private int linkages;
  private int at;

  private Splitter(List<Token> tokens) {
    this.tokens = tokens;
  }

  /**
   * The declarations.
   *
   * @throws BindException where brackets do not match
   */
  static List<Chunk> chunks(List<Token> tokens) {
    Splitter splitter = new Splitter(tokens);
    while (splitter.at < tokens.size()) {
      splitter.next();
    }
    if (splitter.linkages > 0) {
      throw new BindException(tokens.getLast().place(), "extern \"C\" { has no }");
    }
    return splitter.chunks;
  }

  private void next() {
    Token t = tokens.get(at);
    if (t.kind() == Token.Kind.PRAGMA) {
      pragma(t.text());
      at++;
    } else if (t.is(";")) {
      at++;
    } else if (t.is("}") && linkages > 0) {
      linkages--;
      at++;
    } else if (t.is("extern") && isString(at + 1)) {
      boolean block = at + 2 < tokens.size() && tokens.get(at + 2).is("{");
      linkages += block ? 1 : 0;
      at += block ? 3 : 2;
      if (!block) {
        declaration();
      }
    } else {
      declaration();
    }
  }

  private boolean isString(int index) {
    return index < tokens.size() && tokens.get(index).kind() == Token.Kind.STRING;
  }

  private void declaration() {
    List<Token> all = new ArrayList<>();
    Deque<Token> open = new ArrayDeque<>();
    boolean body = false;
    String packed = pack;
    while (at < tokens.size()) {
      Token t = tokens.get(at++);
      if (t.kind() == Token.Kind.PRAGMA) {
        pragma(t.text());
        continue;
      }
      if (t.is("{") && open.isEmpty()) {
        body = isBody(all);
      }
      // What a function does is nobody's concern here.
      if (!body || t.is("{") && open.isEmpty() || t.is("}") && open.size() == 1) {
        all.add(t);
      }
      if (all.size() > LONGEST) {
        throw new BindException(
            all.getFirst().place(), "this declaration is longer than " + LONGEST + " tokens");
      }
      if (t.is("(") || t.is("[") || t.is("{")) {
        open.push(t);
        if (open.size() > DEEPEST) {
          throw new BindException(t.place(), "brackets nest too deeply here");
        }
      } else if (t.is(")") || t.is("]") || t.is("}")) {
        close(t, open);
        if (open.isEmpty() && body && t.is("}")) {
          add(all, packed);
          return;
        }
      } else if (t.is(";") && open.isEmpty()) {
        add(all, packed);
        return;
      }
    }
    Place place =
        open.isEmpty() ? all.isEmpty() ? null : all.getFirst().place() : open.peek().place();
    if (place != null) {
      throw new BindException(
          place,
          open.isEmpty()
              ? "the declaration that begins here has no end: "
                  + new Chunk(all, null, null).excerpt()
              : "the '" + open.peek().text() + "' here is not closed");
    }
  }

  /** Whether a brace after these begins a function's body, and not a struct's or an enum's. */
  private static boolean isBody(List<Token> before) {
    for (Token t : Attributes.strip(before).tokens().reversed()) {
      if (t.is(")")) {
        return true;
      }
      if (t.is("=") || t.is("struct") || t.is("union") || t.is("enum") || t.is("}")) {
        return false;
      }
    }
    return false;
  }

  private static void close(Token t, Deque<Token> open) {
    String wanted = t.is(")") ? "(" : t.is("]") ? "[" : "{";
    if (open.isEmpty()) {
      throw new BindException(t.place(), "there is nothing that this '" + t.text() + "' closes");
    }
    Token last = open.pop();
    if (!last.is(wanted)) {
      throw new BindException(
          t.place(), "'%s' closes the '%s' of %s".formatted(t.text(), last.text(), last.place()));
    }
  }

  private void add(List<Token> all, String packed) {
    Attributes attributes = Attributes.strip(all);
    String trouble = packed.isEmpty() ? attributes.trouble() : "#pragma pack(" + packed + ")";
    if (attributes.tokens().size() > 1) {
      chunks.add(new Chunk(attributes.tokens(), attributes.symbol(), trouble));
    }
  }

  /** {@code pack(push, 1)}, {@code pack(1)}, {@code pack(pop)}, {@code pack()}. */
  private void pragma(String text) {
    String words = text.replace(" ", "");
    if (!words.startsWith("pack(") || !words.endsWith(")")) {
      return;
    }
    for (String word : words.substring(5, words.length() - 1).split(",")) {
      if (word.equals("push")) {
        packs.push(pack);
      } else if (word.equals("pop")) {
        pack = packs.isEmpty() ? "" : packs.pop();
      } else if (word.isEmpty()) {
        pack = "";
      } else if (Character.isDigit(word.charAt(0))) {
        // On this machine nothing that Java has is aligned to more than 8.
        pack = word.equals("8") || word.equals("16") ? "" : word;
      }
    }
  }
}
