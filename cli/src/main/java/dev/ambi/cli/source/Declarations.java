package dev.ambi.cli.source;

import dev.ambi.cli.syntax.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a C or C++ file declares: variables and where they are seen, functions, structs, typedefs.
 */
final class Declarations {
  private static final Set<String> SCOPES =
      Set.of(
          "compound_statement",
          "for_statement",
          "for_range_loop",
          "function_definition",
          "lambda_expression",
          "translation_unit");
  private static final Set<String> STRUCTS =
      Set.of("struct_specifier", "union_specifier", "class_specifier");
  private static final int TYPEDEFS = 8;

  private record Variable(CType type, int from, int scopeStart, int scopeEnd) {}

  private final Map<String, List<Variable>> variables = new HashMap<>();
  private final Map<String, CType> typedefs = new HashMap<>();
  private final Map<String, CType> returns = new HashMap<>();
  private final Map<String, Map<String, CType>> structs = new HashMap<>();
  private final TypeInference inference;

  private Declarations(Macros macros) {
    inference = new TypeInference(this, macros);
  }

  static Declarations of(Node root, Macros macros) {
    Declarations declarations = new Declarations(macros);
    root.walk(declarations::visit);
    return declarations;
  }

  TypeInference inference() {
    return inference;
  }

  /** The type of a variable where it is used; null for an unknown one. */
  CType variable(String name, int at) {
    Variable best = null;
    for (Variable v : variables.getOrDefault(name, List.of())) {
      boolean seen = v.scopeStart <= at && at < v.scopeEnd && v.from <= at;
      // The innermost block, and in it the latest.
      if (seen && (best == null || v.scopeStart >= best.scopeStart)) {
        best = v;
      }
    }
    return best == null ? null : best.type;
  }

  /** Whether the file itself declares a function or a type of that name. */
  boolean declares(String name) {
    return returns.containsKey(name) || typedefs.containsKey(name) || structs.containsKey(name);
  }

  /** What a function of this file returns; null for an unknown one. */
  CType returned(String function) {
    return returns.get(function);
  }

  /** The type of a field of a struct of this file; null for an unknown one. */
  CType field(String struct, String field) {
    return structs.getOrDefault(struct, Map.of()).get(field);
  }

  /** The type without this file's typedefs, and with NumPy's name for NumPy's structs. */
  CType resolve(CType type) {
    CType resolved = type;
    for (int i = 0; i < TYPEDEFS && resolved != null; i++) {
      CType alias = typedefs.get(resolved.base());
      if (alias == null || alias.base().equals(resolved.base())) {
        break;
      }
      resolved = alias.plus(resolved.pointers());
    }
    return resolved == null
        ? null
        : new CType(NumpyTypes.canonical(resolved.base()), resolved.pointers());
  }

  private void visit(Node node) {
    switch (node.type()) {
      case "declaration",
          "parameter_declaration",
          "optional_parameter_declaration",
          "for_range_loop" ->
          declare(node);
      case "function_definition" -> declare(node);
      case "field_declaration" -> declareFields(node);
      case "type_definition" -> define(node);
      case "alias_declaration" -> alias(node);
      default -> {
        // Declares nothing.
      }
    }
  }

  private void declare(Node node) {
    Node typeNode = node.child("type");
    Node scope = scope(node);
    for (Node child : node.children()) {
      if (!"declarator".equals(child.field())) {
        continue;
      }
      Declarator d = Declarator.of(child);
      if (d == null) {
        continue;
      }
      CType type = typeNode == null ? null : type(typeNode, child, d);
      if (type == null && node.is("for_range_loop") && isAuto(typeNode)) {
        CType range = inference.of(node.child("right"));
        type = range == null ? null : range.target();
      }
      if (d.isFunction()) {
        if (type != null && !d.isPointerToFunction()) {
          returns.put(d.name(), type);
        }
      } else {
        variables
            .computeIfAbsent(d.name(), _ -> new ArrayList<>())
            .add(new Variable(type, d.at(), scope.start(), scope.end()));
      }
    }
  }

  private CType type(Node typeNode, Node declarator, Declarator d) {
    if (isAuto(typeNode)) {
      Node value = declarator.child("value");
      return value == null ? null : inference.of(value);
    }
    CType base = named(typeNode);
    return base == null ? null : resolve(base.plus(d.pointers()));
  }

  private static boolean isAuto(Node typeNode) {
    return typeNode != null
        && (typeNode.is("placeholder_type_specifier") || typeNode.text().equals("auto"));
  }

  /** C++ writes {@code using NAME = TYPE} too. */
  private void alias(Node node) {
    Node name = node.child("name");
    Node typeNode = node.child("type");
    CType type = typeNode == null ? null : CType.of(typeNode.text());
    if (name != null && type != null && !name.text().equals(type.base())) {
      typedefs.put(name.text(), type);
    }
  }

  /** The type that a specifier names; of a struct with a body its tag. */
  private static CType named(Node typeNode) {
    if (STRUCTS.contains(typeNode.type())) {
      Node tag = typeNode.child("name");
      return tag == null ? null : CType.of(tag.text());
    }
    return CType.of(typeNode.text());
  }

  private void declareFields(Node node) {
    Node typeNode = node.child("type");
    Node struct = node.parent() == null ? null : node.parent().parent();
    if (typeNode == null || struct == null) {
      return;
    }
    Node tag = struct.child("name");
    for (Node child : node.children()) {
      if (!"declarator".equals(child.field())) {
        continue;
      }
      Declarator d = Declarator.of(child);
      CType type = d == null || d.isFunction() ? null : type(typeNode, child, d);
      if (type == null) {
        continue;
      }
      if (tag != null) {
        fields(tag.text()).put(d.name(), type);
      }
      Node outer = struct.parent();
      if (outer != null && outer.is("type_definition")) {
        for (Node name : outer.children()) {
          if ("declarator".equals(name.field()) && name.is("type_identifier")) {
            fields(name.text()).put(d.name(), type);
          }
        }
      }
      if (struct.is("class_specifier") || struct.is("struct_specifier")) {
        // A method names a member without an object in front.
        Node top = node;
        while (top.parent() != null) {
          top = top.parent();
        }
        variables
            .computeIfAbsent(d.name(), _ -> new ArrayList<>())
            .add(new Variable(type, struct.start(), top.start() - 1, top.end()));
      }
    }
  }

  private Map<String, CType> fields(String struct) {
    return structs.computeIfAbsent(struct, _ -> new HashMap<>());
  }

  private void define(Node node) {
    Node typeNode = node.child("type");
    CType type = typeNode == null ? null : named(typeNode);
    for (Node child : node.children()) {
      Declarator d = "declarator".equals(child.field()) ? Declarator.of(child) : null;
      if (d == null || type == null || d.isFunction() || d.name().equals(type.base())) {
        continue;
      }
      // A typedef that NumPy's headers have too is no alias.
      if (NumpyTypes.canonical(type.base()).equals(d.name())) {
        continue;
      }
      typedefs.put(d.name(), type.plus(d.pointers()));
    }
  }

  private static Node scope(Node node) {
    Node at = node.is("function_definition") ? node.parent() : node;
    if (node.is("for_range_loop")) {
      return node;
    }
    while (at != null && at.parent() != null && !SCOPES.contains(at.type())) {
      at = at.parent();
    }
    return at == null ? node : at;
  }
}
