package dev.ambi.cli.bind;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Parameters and results of one function. */
final class ParameterMapper {
  private final CTypes types;
  private final RecordMapper records;
  private final CallbackMapper callbacks;
  private final CFunction function;

  /** The parameters that a length may name, with their names in Java. */
  private final Map<String, LengthName> lengths;

  /** What the signature does not show. */
  private final List<String> remarks = new ArrayList<>();

  private final List<String> unsigned = new ArrayList<>();
  private final List<String> usedLengths = new ArrayList<>();

  ParameterMapper(
      CTypes types,
      RecordMapper records,
      CallbackMapper callbacks,
      CFunction function,
      Map<String, LengthName> lengths) {
    this.types = types;
    this.records = records;
    this.callbacks = callbacks;
    this.function = function;
    this.lengths = lengths;
  }

  List<String> remarks() {
    return remarks;
  }

  /** What is unsigned in C and not in Java, in words. */
  List<String> unsigned() {
    return unsigned;
  }

  /** The parameters, in Java, that lengths name. */
  List<String> usedLengths() {
    return usedLengths;
  }

  /** The Java type of the result. */
  String result() throws NoFormException {
    CType declared = function.type().result();
    CType type = types.stripped(declared);
    return switch (type) {
      case CType.None _ -> "void";
      case CType.Number n -> number(n.kind(), "the result");
      case CType.Enumeration e -> types.underlying(e).java();
      case CType.Struct s -> records.record(s, function.name() + "_result");
      case CType.Pointer p when types.isText(p) -> "String";
      case CType.Pointer _ -> "MemorySegment";
      case CType.Strange s -> throw new NoFormException(s.text());
      default -> throw new NoFormException("what no function gives");
    };
  }

  private String number(CNumber kind, String name) throws NoFormException {
    if (records.complex(kind) != null) {
      return records.complex(kind);
    }
    if (kind.java() == null) {
      throw new NoFormException(kind + ", which Java has not");
    }
    if (kind.isUnsignedUnlikeJava()) {
      unsigned.add(name);
    }
    return kind.java();
  }

  /**
   * A parameter.
   *
   * @param name its name in Java
   * @param form what it is asked to be; null for nothing
   */
  JavaInterface.Parameter parameter(CParameter p, String name, Form form) throws NoFormException {
    CType type = types.stripped(p.type());
    if (type instanceof CType.Sequence s) {
      return pointer(p, s.element(), name, form);
    }
    if (type instanceof CType.Pointer to) {
      return pointer(p, to.target(), name, form);
    }
    if (type instanceof CType.Function f) {
      return callback(p, f, name, form);
    }
    if (form != null) {
      throw new BindException(
          function.place(),
          "--as: %s of %s is no pointer, and so cannot be '%s'"
              .formatted(name, function.name(), form));
    }
    return switch (type) {
      case CType.Number n -> plain(number(n.kind(), name), name);
      case CType.Enumeration e -> plain(types.underlying(e).java(), name);
      case CType.Struct s -> plain(records.record(s, function.name() + "_" + name), name);
      case CType.Strange s -> throw new NoFormException(s.text());
      default -> throw new NoFormException("void");
    };
  }

  private static JavaInterface.Parameter plain(String type, String name) {
    return new JavaInterface.Parameter(List.of(), type, name);
  }

  private JavaInterface.Parameter callback(CParameter p, CType.Function f, String name, Form form) {
    if (form == Form.POINTER) {
      return plain("MemorySegment", name);
    }
    require(form == null || form == Form.CALLBACK, name, form);
    try {
      String type = callbacks.callback(p.type(), f, function.name() + "_" + name);
      return plain(form == Form.CALLBACK ? "Callback<" + type + ">" : type, name);
    } catch (NoFormException e) {
      remarks.add(name + " points to " + e.getMessage() + ", which Java cannot be.");
      return plain("MemorySegment", name);
    }
  }

  private void require(boolean possible, String name, Form form) {
    if (!possible) {
      throw new BindException(
          function.place(), "--as: %s of %s cannot be '%s'".formatted(name, function.name(), form));
    }
  }

  private JavaInterface.Parameter pointer(CParameter p, CType target, String name, Form form) {
    CType type = types.stripped(target);
    if (type instanceof CType.Function f) {
      return callback(p, f, name, form);
    }
    require(form != Form.CALLBACK, name, form);
    if (form == Form.POINTER) {
      return plain("MemorySegment", name);
    }
    boolean isConst = types.isConst(target);
    if (type instanceof CType.Pointer inner) {
      return pointers(inner, isConst, name, form);
    }
    require(form != Form.TEXTS, name, form);
    if (type instanceof CType.Struct s && s.key().equals("struct ambi_array")) {
      return described(name, form);
    }
    if (innermost(type) instanceof CType.Struct s) {
      return structs(p, s, isConst, name, form);
    }
    CNumber element = element(type);
    if (element == null || (element == CNumber.CHAR && form == null) || form == Form.TEXT) {
      boolean text = type instanceof CType.Number n && n.kind().size() == 1;
      require(form == null || (form == Form.TEXT && text), name, form);
      boolean isText = form == Form.TEXT || (isConst && element == CNumber.CHAR && text);
      return plain(isText ? "String" : "MemorySegment", name);
    }
    if (form == Form.IN || form == Form.OUT || form == Form.INOUT) {
      require(element.java() != null && element != CNumber.BOOL, name, form);
      return new JavaInterface.Parameter(List.of(direction(form)), element.java() + "[]", name);
    }
    if (element.dtype() == null) {
      remarks.add(name + " points to " + element + ", which no array has.");
      return plain("MemorySegment", name);
    }
    return array(p, element, isConst, name, form);
  }

  /** An array with its shape and strides, as {@code ambi/kernel.h} has it: any will do. */
  private JavaInterface.Parameter described(String name, Form form) {
    boolean directed = form == Form.IN || form == Form.OUT || form == Form.INOUT;
    require(form == null || form == Form.ARRAY || directed, name, form);
    String array = "@Array(layout = Layout.ANY, as = Part.AMBI_ARRAY)";
    String direction = directed ? direction(form) : "@InOut";
    return new JavaInterface.Parameter(List.of(direction, array), "NDArray", name);
  }

  private static String direction(Form form) {
    return form == Form.IN ? "@In" : form == Form.OUT ? "@Out" : "@InOut";
  }

  /**
   * Structs. A pointer to one is what it says where it is declared as an array, or where someone
   * says which way it goes: else it may be one that C remembers, and no copy will do.
   */
  private JavaInterface.Parameter structs(
      CParameter p, CType.Struct struct, boolean isConst, String name, Form form) {
    boolean directed = form == Form.IN || form == Form.OUT || form == Form.INOUT;
    require(form == null || directed, name, form);
    if (form == null && !(p.type() instanceof CType.Sequence)) {
      return plain("MemorySegment", name);
    }
    String record;
    try {
      record = records.recordBehindPointer(struct, function.name() + "_" + name);
    } catch (NoFormException e) {
      if (directed) {
        throw new BindException(
            function.place(),
            "--as: %s of %s cannot be '%s': it points to %s"
                .formatted(name, function.name(), form, e.getMessage()));
      }
      remarks.add(name + " points to " + e.getMessage() + ".");
      return plain("MemorySegment", name);
    }
    List<String> annotations = new ArrayList<>();
    annotations.add(directed ? direction(form) : isConst ? "@In" : "@InOut");
    String size = size(p.type());
    if (size != null) {
      annotations.add("@Length(\"" + size + "\")");
    }
    return new JavaInterface.Parameter(annotations, record + "[]", name);
  }

  /** What an array has in the end. */
  private CType innermost(CType type) {
    CType at = type;
    for (int i = 0; i < 64 && at instanceof CType.Sequence s; i++) {
      at = types.stripped(s.element());
    }
    return at;
  }

  /** The number that an array has in the end; null where it has none. */
  private CNumber element(CType type) {
    CType at = innermost(type);
    return switch (at) {
      case CType.Number n -> n.kind();
      case CType.Enumeration e -> types.underlying(e);
      default -> null;
    };
  }

  private JavaInterface.Parameter pointers(
      CType.Pointer inner, boolean isConst, String name, Form form) {
    boolean texts = isConst && types.isText(inner);
    if (form == Form.TEXTS || (form == null && texts)) {
      CType type = types.stripped(inner.target());
      require(form == null || type instanceof CType.Number n && n.kind().size() == 1, name, form);
      return new JavaInterface.Parameter(List.of("@In"), "String[]", name);
    }
    require(form == null || form == Form.IN || form == Form.OUT || form == Form.INOUT, name, form);
    String direction = form != null ? direction(form) : isConst ? "@In" : "@InOut";
    return new JavaInterface.Parameter(List.of(direction), "MemorySegment[]", name);
  }

  private JavaInterface.Parameter array(
      CParameter p, CNumber element, boolean isConst, String name, Form form) {
    StringBuilder array = new StringBuilder("@Array(dtype = \"" + element.dtype() + "\"");
    if (form == Form.NULLABLE) {
      array.append(", nullable = true");
    } else {
      String size = size(p.type());
      if (size != null) {
        array.append(", size = \"").append(size).append('"');
      }
    }
    array.append(')');
    return new JavaInterface.Parameter(
        List.of(isConst ? "@In" : "@InOut", array.toString()), "NDArray", name);
  }

  /** How many elements {@code double x[n][3]} declares, as a term; null where it declares none. */
  private String size(CType declared) {
    List<String> factors = new ArrayList<>();
    List<String> used = new ArrayList<>();
    CType type = declared instanceof CType.Sequence ? declared : null;
    while (type instanceof CType.Sequence s) {
      String term = term(s, used);
      if (term == null) {
        return null;
      }
      factors.add(term);
      type = types.stripped(s.element());
    }
    if (factors.isEmpty()) {
      return null;
    }
    usedLengths.addAll(used);
    if (factors.size() == 1) {
      return factors.getFirst().replaceFirst("^\\((.*)\\)$", "$1");
    }
    return String.join(" * ", factors);
  }

  private String term(CType.Sequence s, List<String> used) {
    try {
      return Long.toString(types.length(s));
    } catch (Expression.NotConstantException _) {
      return LengthTerm.of(s.bound(), lengths, used);
    }
  }
}
