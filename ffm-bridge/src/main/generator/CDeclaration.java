import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A parsed prototype, or a datum (no parameter list: {@code isData}). */
record CDeclaration(
    String name, CType result, List<CType> parameters, boolean variadic, boolean isData) {

  private static final Pattern NAME = Pattern.compile("(\\w+)\\s*\\(");
  private static final Pattern DATA = Pattern.compile("(\\w+)(\\[\\])?$");

  static CDeclaration parse(String text) {
    String t = text.replaceAll("NPY_UNUSED\\((\\w+)\\)", "$1").replaceAll("\\s+", " ").trim();
    Matcher m = NAME.matcher(t);
    if (!m.find()) {
      Matcher data = DATA.matcher(t);
      if (!data.find()) {
        throw new IllegalArgumentException("no declaration: " + text);
      }
      return new CDeclaration(data.group(1), CType.POINTER, List.of(), false, true);
    }
    CType result = CType.of(t.substring(0, m.start()));
    String inside = t.substring(m.end(), t.lastIndexOf(')'));
    List<CType> parameters = new ArrayList<>();
    boolean variadic = false;
    for (String part : split(inside)) {
      if (part.equals("...")) {
        variadic = true;
      } else if (!part.isEmpty() && !part.equals("void")) {
        parameters.add(CType.of(part));
      }
    }
    return new CDeclaration(m.group(1), result, parameters, variadic, false);
  }

  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char ch = text.charAt(i);
      depth += ch == '(' ? 1 : ch == ')' ? -1 : 0;
      if (ch == ',' && depth == 0) {
        parts.add(text.substring(start, i).trim());
        start = i + 1;
      }
    }
    parts.add(text.substring(start).trim());
    return parts;
  }
}
