package dev.ambi.cli.bind;

import dev.ambi.cli.bind.Expression.NotConstantException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Enumeration constants, and macros that are constants. */
final class ConstantMapper {
  private static final int LONGEST_TEXT = 65_535;

  private final CHeader header;
  private final CTypes types;
  private final Predicate<String> isOwn;
  private final JavaNames names = JavaNames.constants();
  private final Set<String> seen = new HashSet<>();

  ConstantMapper(CHeader header, CTypes types, Predicate<String> isOwn) {
    this.header = header;
    this.types = types;
    this.isOwn = isOwn;
  }

  /** All of them, in the order of the header. */
  List<JavaInterface.Constants> constants(Map<String, Macro> macros, MacroExpander expander) {
    List<JavaInterface.Constants> all = new ArrayList<>();
    for (CEnum e : header.enums()) {
      if (isOwn.test(e.place().file())) {
        List<JavaInterface.Value> values = new ArrayList<>();
        for (CEnum.Item item : e.constants()) {
          Constant.Whole value = types.constant(item);
          if (value != null && seen.add(item.name())) {
            values.add(value(item.name(), value));
          }
        }
        add(all, title(e), values);
      }
    }
    List<JavaInterface.Value> values = new ArrayList<>();
    for (Macro macro : macros.values()) {
      if (!macro.isFunction() && isOwn.test(macro.place().file()) && !macro.body().isEmpty()) {
        Constant value = value(macro, expander);
        if (value != null && seen.add(macro.name())) {
          values.add(value(macro.name(), value));
        }
      }
    }
    add(all, "Macros", values);
    return all;
  }

  private static void add(
      List<JavaInterface.Constants> all, String title, List<JavaInterface.Value> values) {
    if (!values.isEmpty()) {
      all.add(new JavaInterface.Constants(title, List.copyOf(values)));
    }
  }

  private String title(CEnum e) {
    for (Map.Entry<String, CType> alias : header.aliases().entrySet()) {
      if (alias.getValue() instanceof CType.Enumeration named && named.key().equals(e.key())) {
        return alias.getKey();
      }
    }
    return e.tag() == null ? "An enum without a name" : "enum " + e.tag();
  }

  private Constant value(Macro macro, MacroExpander expander) {
    if (macro.name().startsWith("__")) {
      return null;
    }
    try {
      List<Token> use = List.of(Token.of(Token.Kind.WORD, macro.name(), macro.place()));
      Constant value = Expression.of(expander.expand(use), types);
      boolean tooLong =
          value instanceof Constant.Text t
              && t.value().getBytes(StandardCharsets.UTF_8).length > LONGEST_TEXT;
      return tooLong ? null : value;
    } catch (NotConstantException | BindException _) {
      // A macro is text for the preprocessor: most are no constants, and need not be.
      return null;
    }
  }

  private JavaInterface.Value value(String cName, Constant value) {
    String name = names.take(cName);
    return switch (value) {
      case Constant.Text t ->
          new JavaInterface.Value("String", name, JavaLiterals.text(t.value()), "");
      case Constant.Real r when r.type() == CNumber.FLOAT ->
          new JavaInterface.Value("float", name, JavaLiterals.single((float) r.value()), "");
      case Constant.Real r ->
          new JavaInterface.Value("double", name, JavaLiterals.real(r.value()), "");
      case Constant.Whole w -> whole(name, w);
    };
  }

  private static JavaInterface.Value whole(String name, Constant.Whole w) {
    boolean isLong = w.type().size() == 8;
    long shown = isLong ? w.bits() : (int) w.bits();
    String remark =
        w.type().isUnsigned() && shown < 0 ? Long.toUnsignedString(w.bits()) + " in C" : "";
    return new JavaInterface.Value(
        isLong ? "long" : "int", name, shown + (isLong ? "L" : ""), remark);
  }
}
