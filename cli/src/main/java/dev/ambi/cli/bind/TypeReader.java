package dev.ambi.cli.bind;

import dev.ambi.cli.syntax.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads types and declarators of one declaration; structs and enumerations in it on the way. */
final class TypeReader {
  private static final int DEEPEST = 100;

  private static final Map<String, CNumber> NAMES =
      Map.ofEntries(
          Map.entry("_Bool", CNumber.BOOL),
          Map.entry("_Complex_float", CNumber.COMPLEX_FLOAT),
          Map.entry("_Complex_double", CNumber.COMPLEX_DOUBLE),
          Map.entry("_Complex_long_double", CNumber.COMPLEX_LONG_DOUBLE),
          Map.entry("__int128", CNumber.INT128),
          Map.entry("__int128_t", CNumber.INT128),
          Map.entry("__uint128_t", CNumber.UNSIGNED_INT128),
          Map.entry("__float128", CNumber.QUAD),
          Map.entry("_Float128", CNumber.QUAD),
          Map.entry("_Float64x", CNumber.LONG_DOUBLE),
          Map.entry("_Float64", CNumber.DOUBLE),
          Map.entry("_Float32x", CNumber.DOUBLE),
          Map.entry("_Float32", CNumber.FLOAT),
          Map.entry("_Float16", CNumber.HALF),
          Map.entry("__fp16", CNumber.HALF));

  private static final Set<String> LISTS =
      Set.of("va_list", "__builtin_va_list", "__gnuc_va_list", "__va_list_tag");

  private final CHeader header;
  private final Chunk chunk;
  private int depth;

  TypeReader(CHeader header, Chunk chunk) {
    this.header = header;
    this.chunk = chunk;
  }

  private String text(Node node) {
    return chunk.text().substring(node.start(), node.end());
  }

  private void deeper(Node node) {
    if (++depth > DEEPEST) {
      throw new BindException(chunk.place(node.start()), "the declaration nests too deeply");
    }
  }

  /** The type that the specifiers of a declaration name. */
  CType base(Node declaration) {
    Node type = declaration.child("type");
    if (type == null) {
      return new CType.Strange(chunk.excerpt(), "it names no type");
    }
    CType base = specifier(type);
    return isConst(declaration) ? new CType.Const(base) : base;
  }

  private boolean isConst(Node node) {
    return node.children().stream()
        .anyMatch(c -> c.is("type_qualifier") && text(c).equals("const"));
  }

  /** The type that a specifier names. */
  CType specifier(Node node) {
    return switch (node.type()) {
      case "primitive_type", "type_identifier" -> named(text(node));
      case "sized_type_specifier" -> sized(node);
      case "struct_specifier" -> struct(node, false);
      case "union_specifier" -> struct(node, true);
      case "enum_specifier" -> enumeration(node);
      default -> new CType.Strange(text(node), "what type that is cannot be told");
    };
  }

  private static CType named(String name) {
    if (LISTS.contains(name)) {
      return new CType.Strange("va_list", "no Java code can make one");
    }
    CNumber number = NAMES.get(name);
    if (number != null) {
      return new CType.Number(number);
    }
    return switch (name) {
      case "void" -> new CType.None();
      case "char" -> new CType.Number(CNumber.CHAR);
      case "int" -> new CType.Number(CNumber.INT);
      case "float" -> new CType.Number(CNumber.FLOAT);
      case "double" -> new CType.Number(CNumber.DOUBLE);
      default -> new CType.Alias(name);
    };
  }

  private CType sized(Node node) {
    List<String> words = Arrays.asList(text(node).split("\\s+"));
    boolean unsigned = words.contains("unsigned");
    CNumber number;
    if (words.contains("__int128")) {
      number = unsigned ? CNumber.UNSIGNED_INT128 : CNumber.INT128;
    } else if (words.contains("double")) {
      number = CNumber.LONG_DOUBLE;
    } else if (words.contains("char")) {
      number = unsigned ? CNumber.UNSIGNED_CHAR : CNumber.SIGNED_CHAR;
    } else if (words.contains("short")) {
      number = unsigned ? CNumber.UNSIGNED_SHORT : CNumber.SHORT;
    } else if (words.contains("long")) {
      number = unsigned ? CNumber.UNSIGNED_LONG : CNumber.LONG;
    } else {
      number = unsigned ? CNumber.UNSIGNED_INT : CNumber.INT;
    }
    for (String word : words) {
      if (!Set.of(
              "unsigned",
              "signed",
              "long",
              "short",
              "int",
              "char",
              "double",
              "__int128",
              "const",
              "volatile")
          .contains(word)) {
        return new CType.Strange(text(node), "what type that is cannot be told");
      }
    }
    return new CType.Number(number);
  }

  private CType struct(Node node, boolean isUnion) {
    deeper(node);
    Node name = node.child("name");
    Node body = node.child("body");
    String tag = name == null ? null : text(name);
    String key = tag == null ? header.newKey() : (isUnion ? "union " : "struct ") + tag;
    if (body != null) {
      List<CStruct.Member> members = new ArrayList<>();
      for (Node field : body.children()) {
        if (field.is("field_declaration")) {
          fields(field, members);
        }
      }
      header.add(
          new CStruct(
              key, tag, isUnion, List.copyOf(members), chunk.trouble(), chunk.place(node.start())));
    }
    depth--;
    return new CType.Struct(key);
  }

  private void fields(Node field, List<CStruct.Member> members) {
    CType base = base(field);
    boolean bits = field.first("bitfield_clause") != null;
    boolean any = false;
    for (Node child : field.children()) {
      if ("declarator".equals(child.field())) {
        Declared declared = declared(child, base);
        Place place = chunk.place(child.start());
        members.add(new CStruct.Member(declared.name(), declared.type(), bits, place));
        any = true;
      }
    }
    if (!any) {
      members.add(new CStruct.Member(null, base, bits, chunk.place(field.start())));
    }
  }

  private CType enumeration(Node node) {
    Node name = node.child("name");
    Node body = node.child("body");
    String tag = name == null ? null : text(name);
    String key = tag == null ? header.newKey() : "enum " + tag;
    if (body != null) {
      List<CEnum.Item> items = new ArrayList<>();
      for (Node child : body.children()) {
        if (child.is("enumerator")) {
          Node at = child.child("name");
          Node value = child.child("value");
          List<Token> tokens = value == null ? List.of() : chunk.tokens(value.start(), value.end());
          items.add(new CEnum.Item(text(at), tokens, chunk.place(at.start())));
        }
      }
      header.add(new CEnum(key, tag, List.copyOf(items), chunk.place(node.start())));
    }
    Node underlying = node.child("underlying_type");
    return underlying == null ? new CType.Enumeration(key) : specifier(underlying);
  }

  /** What a declarator makes of a type; null stands for one that is not there. */
  Declared declared(Node declarator, CType base) {
    if (declarator == null) {
      return new Declared(null, base);
    }
    deeper(declarator);
    Declared declared =
        switch (declarator.type()) {
          case "identifier", "field_identifier", "type_identifier", "primitive_type" ->
              new Declared(text(declarator), base);
          case "pointer_declarator",
              "abstract_pointer_declarator",
              "pointer_type_declarator",
              "pointer_field_declarator" -> {
            CType pointer = new CType.Pointer(base);
            yield declared(
                inner(declarator), isConst(declarator) ? new CType.Const(pointer) : pointer);
          }
          case "array_declarator", "abstract_array_declarator" -> {
            Node size = declarator.child("size");
            List<Token> bound = size == null ? List.of() : chunk.tokens(size.start(), size.end());
            yield declared(inner(declarator), new CType.Sequence(base, bound));
          }
          case "function_declarator", "abstract_function_declarator" ->
              declared(inner(declarator), function(declarator.child("parameters"), base));
          default -> {
            Node inner = inner(declarator);
            yield inner == null
                ? new Declared(null, new CType.Strange(text(declarator), "it makes no sense here"))
                : declared(inner, base);
          }
        };
    depth--;
    return declared;
  }

  /** The declarator within one; of parentheses the grammar names no field. */
  private static Node inner(Node declarator) {
    Node inner = declarator.child("declarator");
    if (inner != null) {
      return inner;
    }
    for (Node child : declarator.children()) {
      if (child.type().endsWith("declarator") || child.type().endsWith("identifier")) {
        return child;
      }
    }
    return null;
  }

  private CType function(Node list, CType result) {
    List<CParameter> parameters = new ArrayList<>();
    boolean variadic = false;
    if (list != null) {
      for (Node child : list.children()) {
        if (child.is("parameter_declaration")) {
          Declared declared = declared(child.child("declarator"), base(child));
          parameters.add(new CParameter(declared.name(), declared.type()));
        } else if (child.is("variadic_parameter") || child.is("...")) {
          variadic = true;
        } else if (child.is("identifier")) {
          // Names without types, as C had them once, say nothing of the parameters.
          parameters.add(
              new CParameter(text(child), new CType.Strange(text(child), "it has no type")));
        }
      }
    }
    boolean none =
        parameters.size() == 1
            && parameters.getFirst().name() == null
            && parameters.getFirst().type() instanceof CType.None;
    return new CType.Function(result, none ? List.of() : List.copyOf(parameters), variadic);
  }
}
