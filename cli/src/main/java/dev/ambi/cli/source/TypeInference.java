package dev.ambi.cli.source;

import dev.ambi.cli.syntax.Node;
import java.util.HashMap;
import java.util.Map;

/** The static type of an expression, as far as this file and NumPy's headers tell it. */
final class TypeInference {
  private static final int DEEPEST = 100;

  private final Declarations declarations;
  private final Macros macros;

  /** By macro, and by macro and parameter; null while it is being found, or not known. */
  private final Map<Object, CType> ofMacros = new HashMap<>();

  TypeInference(Declarations declarations, Macros macros) {
    this.declarations = declarations;
    this.macros = macros;
  }

  /** The type; null where it is not known. */
  CType of(Node expression) {
    CType type = of(expression, 0);
    return type == null ? null : declarations.resolve(type);
  }

  private CType of(Node node, int depth) {
    if (node == null || depth > DEEPEST) {
      return null;
    }
    int next = depth + 1;
    return switch (node.type()) {
      case "identifier" ->
          macros.isParameter(node)
              ? parameter(node, next)
              : declarations.variable(node.text(), node.start());
      case "parenthesized_expression" -> of(inner(node), next);
      case "cast_expression" -> cast(node.child("type"));
      case "call_expression" -> call(node, next);
      case "field_expression" -> field(node, next);
      case "subscript_expression" -> target(of(node.child("argument"), next));
      case "pointer_expression" -> {
        CType type = of(node.child("argument"), next);
        boolean address = node.text().startsWith("&");
        yield type == null ? null : address ? type.pointer() : target(type);
      }
      case "assignment_expression" -> of(node.child("left"), next);
      case "update_expression" -> of(node.child("argument"), next);
      case "comma_expression" -> of(node.child("right"), next);
      case "conditional_expression" -> {
        CType type = of(node.child("consequence"), next);
        yield type == null ? of(node.child("alternative"), next) : type;
      }
      case "binary_expression" -> {
        // A pointer and a number.
        CType left = of(node.child("left"), next);
        yield left != null && left.pointers() > 0 ? left : null;
      }
      default -> null;
    };
  }

  private CType target(CType type) {
    CType resolved = type == null ? null : declarations.resolve(type);
    return resolved == null ? null : resolved.target();
  }

  private static Node inner(Node node) {
    for (Node child : node.children()) {
      if (!child.is("(") && !child.is("comment")) {
        return child;
      }
    }
    return null;
  }

  private static CType cast(Node type) {
    return type == null ? null : CType.of(type.text());
  }

  private CType call(Node node, int depth) {
    Node function = node.child("function");
    if (function == null) {
      return null;
    }
    if (function.is("template_function")) {
      // static_cast<PyArray_Descr *>(x) and its like.
      Node name = function.child("name");
      Node arguments = function.child("arguments");
      if (name == null || arguments == null || !name.text().endsWith("_cast")) {
        return null;
      }
      String words = arguments.text();
      return CType.of(words.substring(1, Math.max(1, words.length() - 1)));
    }
    if (function.is("parenthesized_expression")) {
      // (PyArray_DESCR)(a), written so to keep a macro from being one.
      function = inner(function);
    }
    if (function == null || !function.is("identifier")) {
      return depth > DEEPEST ? null : of(function, depth);
    }
    CType own = declarations.returned(function.text());
    if (own != null) {
      return own;
    }
    Macros.Macro macro = macros.named(function.text());
    return macro == null ? NumpyTypes.returned(function.text()) : expansion(macro, depth);
  }

  private CType expansion(Macros.Macro macro, int depth) {
    if (!ofMacros.containsKey(macro)) {
      ofMacros.put(macro, null);
      ofMacros.put(macro, of(macro.expression(), depth));
    }
    return ofMacros.get(macro);
  }

  /** What one of the calls of a macro has there. */
  private CType parameter(Node name, int depth) {
    Object key = macros.parameter(name);
    if (!ofMacros.containsKey(key)) {
      ofMacros.put(key, null);
      for (Node argument : macros.argumentsFor(name)) {
        CType type = of(argument, depth);
        if (type != null) {
          ofMacros.put(key, type);
          break;
        }
      }
    }
    return ofMacros.get(key);
  }

  private CType field(Node node, int depth) {
    Node object = node.child("argument");
    Node field = node.child("field");
    if (object != null && field != null && object.is("this")) {
      return declarations.variable(field.text(), node.start());
    }
    CType struct = of(object, depth);
    if (struct == null || field == null) {
      return null;
    }
    String base = declarations.resolve(struct).base();
    CType own = declarations.field(base, field.text());
    return own == null ? NumpyTypes.field(base, field.text()) : own;
  }
}
