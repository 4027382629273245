package dev.ambi.cli.bind;

import dev.ambi.cli.bind.Expression.NotConstantException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Structs as records. */
final class RecordMapper {
  /** The JVM's limit on a constructor's parameters, less {@code this}. */
  private static final int MOST_SLOTS = 254;

  private static final int LONGEST = 999_999_999;

  private final CHeader header;
  private final CTypes types;
  private final JavaNames names;
  private final Map<String, String> aliases = new HashMap<>();
  private final Map<String, String> javaNames = new HashMap<>();
  private final Map<String, JavaInterface.Struct> made = new LinkedHashMap<>();
  private final Map<String, String> impossible = new HashMap<>();

  /** Structs with parts that Java carries as bytes: why they cannot be passed by value. */
  private final Map<String, String> opaque = new HashMap<>();

  RecordMapper(CHeader header, CTypes types, JavaNames names) {
    this.header = header;
    this.types = types;
    this.names = names;
    header
        .aliases()
        .forEach((name, type) -> {
          if (type instanceof CType.Struct s) {
            aliases.putIfAbsent(s.key(), name);
          }
        });
  }

  /** The records that were asked for so far. */
  List<JavaInterface.Struct> records() {
    return List.copyOf(made.values());
  }

  /** The name in C by which a struct is known: that of a typedef, else its tag; null for none. */
  String cName(CStruct struct) {
    return aliases.getOrDefault(struct.key(), struct.tag());
  }

  /**
   * The record of a struct by value.
   *
   * @param context what a struct without a name is called
   * @throws NoFormException where there is none
   */
  String record(CType.Struct type, String context) throws NoFormException {
    return record(type, context, false);
  }

  /**
   * The record of a struct that C is given a pointer to: unions in it are bytes.
   *
   * @param context what a struct without a name is called
   * @throws NoFormException where there is none
   */
  String recordBehindPointer(CType.Struct type, String context) throws NoFormException {
    try {
      return record(type, context, false);
    } catch (NoFormException e) {
      String made = record(type, context, true);
      opaque.put(type.key(), e.getMessage());
      return made;
    }
  }

  /** Whether there is a record of the struct already. */
  boolean isMade(String key) {
    return made.containsKey(key);
  }

  private String record(CType.Struct type, String context, boolean behindPointer)
      throws NoFormException {
    CStruct struct = header.struct(type.key());
    if (struct == null) {
      throw new NoFormException(type.key() + ", whose members are not declared");
    }
    if (!behindPointer && opaque.containsKey(type.key())) {
      throw new NoFormException(opaque.get(type.key()));
    }
    String key = (behindPointer ? "*" : "") + type.key();
    if (impossible.containsKey(key)) {
      throw new NoFormException(impossible.get(key));
    }
    if (!made.containsKey(type.key())) {
      try {
        String cName = cName(struct) == null ? context : cName(struct);
        List<JavaInterface.Parameter> members = members(struct, cName, behindPointer);
        String name = names.take(cName);
        javaNames.put(type.key(), name);
        String words = struct.tag() == null ? cName : struct.words();
        made.put(type.key(), new JavaInterface.Struct(name, List.of(words), members));
      } catch (NoFormException e) {
        impossible.put(key, e.getMessage());
        throw e;
      }
    }
    return javaNames.get(type.key());
  }

  /** The record of a complex number, which C passes as a struct of two; null for other numbers. */
  String complex(CNumber kind) {
    String part =
        kind == CNumber.COMPLEX_FLOAT ? "float" : kind == CNumber.COMPLEX_DOUBLE ? "double" : null;
    if (part == null) {
      return null;
    }
    String key = kind.words();
    if (!made.containsKey(key)) {
      String name = names.take("complex_" + part);
      javaNames.put(key, name);
      List<JavaInterface.Parameter> members =
          List.of(
              new JavaInterface.Parameter(List.of(), part, "re"),
              new JavaInterface.Parameter(List.of(), part, "im"));
      made.put(key, new JavaInterface.Struct(name, List.of(key), members));
    }
    return javaNames.get(key);
  }

  private List<JavaInterface.Parameter> members(CStruct struct, String name, boolean behindPointer)
      throws NoFormException {
    String what = struct.isUnion() ? "union " + name : "struct " + name;
    if (struct.isUnion()) {
      throw new NoFormException(what + ", which is a union: Java has no form for these by value");
    }
    if (struct.trouble() != null) {
      throw new NoFormException(what + ", which " + struct.trouble() + " lays out in its own way");
    }
    if (struct.members().isEmpty()) {
      throw new NoFormException(what + ", which has no members");
    }
    JavaNames scope = JavaNames.members();
    List<JavaInterface.Parameter> members = new ArrayList<>();
    int slots = 0;
    for (CStruct.Member m : struct.members()) {
      String member = m.name() == null ? "anonymous" + (members.size() + 1) : m.name();
      try {
        JavaInterface.Parameter p =
            member(m, scope.take(member), name + "_" + member, behindPointer);
        slots += p.type().equals("long") || p.type().equals("double") ? 2 : 1;
        members.add(p);
      } catch (NoFormException e) {
        throw new NoFormException(
            "%s, whose member %s (%s) is %s"
                .formatted(what, member, m.place().shortly(), e.getMessage()));
      }
    }
    if (slots > MOST_SLOTS) {
      throw new NoFormException(what + ", which has more members than a record may");
    }
    return members;
  }

  private JavaInterface.Parameter member(
      CStruct.Member m, String name, String context, boolean behindPointer) throws NoFormException {
    if (m.isBitField()) {
      throw new NoFormException("a bit-field");
    }
    CType type = types.stripped(m.type());
    if (behindPointer && isUnion(type)) {
      return bytes(m.type(), name);
    }
    if (type instanceof CType.Sequence s) {
      return array(s, name, context, behindPointer);
    }
    return new JavaInterface.Parameter(List.of(), scalar(type, context, behindPointer), name);
  }

  /** Whether it is a union, or an array of them. */
  private boolean isUnion(CType type) {
    CType at = type;
    while (at instanceof CType.Sequence s) {
      at = types.stripped(s.element());
    }
    return at instanceof CType.Struct s
        && header.struct(s.key()) != null
        && header.struct(s.key()).isUnion();
  }

  /** What Java carries and does not look into. */
  private JavaInterface.Parameter bytes(CType type, String name) throws NoFormException {
    try {
      CTypes.Extent extent = types.layout(type);
      if (extent.size() < 1 || extent.size() > LONGEST) {
        throw new NoFormException("a union that no array holds");
      }
      String length =
          "@Length(value = \"%d\", alignment = %d)".formatted(extent.size(), extent.alignment());
      return new JavaInterface.Parameter(List.of(length), "byte[]", name);
    } catch (NotConstantException e) {
      throw new NoFormException("a union: " + e.getMessage());
    }
  }

  private String scalar(CType type, String context, boolean behindPointer) throws NoFormException {
    return switch (type) {
      case CType.Number n when n.kind().java() != null -> n.kind().java();
      case CType.Number n when complex(n.kind()) != null -> complex(n.kind());
      case CType.Number n -> throw new NoFormException("a " + n.kind() + ", which Java has not");
      case CType.Enumeration e -> types.underlying(e).java();
      case CType.Pointer _ -> "MemorySegment";
      case CType.Struct s when behindPointer -> recordBehindPointer(s, context);
      case CType.Struct s -> record(s, context);
      case CType.Strange s -> throw new NoFormException(s.text());
      default -> throw new NoFormException("of no type that a member can have");
    };
  }

  private JavaInterface.Parameter array(
      CType.Sequence sequence, String name, String context, boolean behindPointer)
      throws NoFormException {
    double length = 1;
    CType element = sequence;
    try {
      while (element instanceof CType.Sequence s) {
        length *= types.length(s);
        element = types.stripped(s.element());
      }
    } catch (NotConstantException e) {
      throw new NoFormException("an array of no fixed length: " + e.getMessage());
    }
    if (length > LONGEST) {
      throw new NoFormException("an array that is too long for Java");
    }
    String type =
        switch (element) {
          // Java's truth values are no numbers, and an array of them has no fixed form.
          case CType.Number n when n.kind() == CNumber.BOOL -> "byte";
          case CType.Pointer _ -> "long";
          default -> scalar(element, context, behindPointer);
        };
    String annotation = "@Length(\"" + (long) length + "\")";
    return new JavaInterface.Parameter(List.of(annotation), type + "[]", name);
  }
}
