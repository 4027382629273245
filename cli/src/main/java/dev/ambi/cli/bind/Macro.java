package dev.ambi.cli.bind;

import java.util.List;

/**
 * A macro.
 *
 * @param name its name
 * @param parameters their names; null where it takes none, not even an empty list
 * @param variadic whether the last parameter takes the rest of the arguments
 * @param body what it stands for
 * @param place where it is defined
 */
record Macro(
    String name, List<String> parameters, boolean variadic, List<Token> body, Place place) {

  /**
   * Reads what follows {@code #define}.
   *
   * @throws BindException where it is no definition
   */
  static Macro read(List<Token> line, Place place) {
    if (line.isEmpty() || !line.getFirst().isWord()) {
      throw new BindException(place, "#define without a name");
    }
    String name = line.getFirst().text();
    if (line.size() < 2 || !line.get(1).is("(") || line.get(1).spaced()) {
      return new Macro(name, null, false, List.copyOf(line.subList(1, line.size())), place);
    }
    List<String> parameters = new java.util.ArrayList<>();
    boolean variadic = false;
    int i = 2;
    while (i < line.size() && !line.get(i).is(")")) {
      Token t = line.get(i++);
      if (t.is("...")) {
        variadic = true;
        // GNU C names the rest: args...
        if (i < 3 || !line.get(i - 2).isWord()) {
          parameters.add("__VA_ARGS__");
        }
      } else if (t.isWord()) {
        parameters.add(t.text());
      } else if (!t.is(",")) {
        throw new BindException(place, "the parameters of the macro " + name + " are none");
      }
    }
    if (i >= line.size()) {
      throw new BindException(place, "the parameters of the macro " + name + " have no end");
    }
    List<Token> body = List.copyOf(line.subList(i + 1, line.size()));
    return new Macro(name, List.copyOf(parameters), variadic, body, place);
  }

  boolean isFunction() {
    return parameters != null;
  }
}
