package dev.ambi.cli.bind;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Function types as functional interfaces. */
final class CallbackMapper {
  private final CHeader header;
  private final CTypes types;
  private final JavaNames names;
  private final Map<String, String> javaNames = new HashMap<>();
  private final Map<String, JavaInterface.Callback> made = new LinkedHashMap<>();

  CallbackMapper(CHeader header, CTypes types, JavaNames names) {
    this.header = header;
    this.types = types;
    this.names = names;
  }

  /** The interfaces that were asked for so far. */
  List<JavaInterface.Callback> callbacks() {
    return List.copyOf(made.values());
  }

  /** The typedef by which a function or a pointer to one is named; null for none. */
  private String alias(CType type) {
    CType at = type;
    String name = null;
    for (int i = 0; i < 1000; i++) {
      if (at instanceof CType.Const c) {
        at = c.of();
      } else if (at instanceof CType.Pointer p) {
        name = null;
        at = p.target();
      } else if (at instanceof CType.Alias a && header.alias(a.name()) != null) {
        // The first of several names, unless it names a pointer to what has a name too.
        name = name == null ? a.name() : name;
        CType next = header.alias(a.name());
        if (next instanceof CType.Pointer p && p.target() instanceof CType.Function) {
          return name;
        }
        at = next;
      } else {
        return name;
      }
    }
    return name;
  }

  /**
   * The interface of a function pointer.
   *
   * @param declared the type as it is declared
   * @param function what it points to
   * @param context its name, where C has none
   * @throws NoFormException where Java cannot be called so
   */
  String callback(CType declared, CType.Function function, String context) throws NoFormException {
    String alias = alias(declared);
    String key = alias == null ? "#" + context : alias;
    if (!made.containsKey(key)) {
      if (function.variadic()) {
        throw new NoFormException("a function that takes '...'");
      }
      String result = value(function.result(), true);
      JavaNames scope = JavaNames.variables();
      List<JavaInterface.Parameter> parameters = new ArrayList<>();
      int slots = 1;
      for (CParameter p : function.parameters()) {
        String type = value(p.type(), false);
        slots += type.equals("long") || type.equals("double") ? 2 : 1;
        String name = scope.take(p.name() == null ? "p" + (parameters.size() + 1) : p.name());
        parameters.add(new JavaInterface.Parameter(List.of(), type, name));
      }
      if (slots > 255) {
        throw new NoFormException("a function of more parameters than Java allows");
      }
      String name = names.take(alias == null ? context : alias);
      javaNames.put(key, name);
      made.put(
          key,
          new JavaInterface.Callback(name, List.of(words(alias, context)), result, parameters));
    }
    return javaNames.get(key);
  }

  private static String words(String alias, String context) {
    return alias == null ? "!What {@code " + context + "} points to." : alias;
  }

  private String value(CType declared, boolean result) throws NoFormException {
    CType type = types.stripped(declared);
    return switch (type) {
      case CType.None _ when result -> "void";
      case CType.Number n when n.kind().java() != null -> n.kind().java();
      case CType.Number n -> throw new NoFormException("a function with a " + n.kind());
      case CType.Enumeration e -> types.underlying(e).java();
      case CType.Pointer p when !result && types.isText(p) -> "String";
      case CType.Pointer _, CType.Sequence _, CType.Function _ -> "MemorySegment";
      case CType.Struct _ -> throw new NoFormException("a function with a struct by value");
      case CType.Strange s -> throw new NoFormException("a function with " + s.text());
      default -> throw new NoFormException("a function that C cannot have");
    };
  }
}
