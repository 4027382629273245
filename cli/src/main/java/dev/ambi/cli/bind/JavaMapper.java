package dev.ambi.cli.bind;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Decides what the functions and types of a header are in Java. */
final class JavaMapper {
  private static final int MOST_SLOTS = 254;

  private final CHeader header;
  private final CTypes types;
  private final Binding.Options options;
  private final Predicate<String> isOwn;
  private final Forms forms;
  private final FunctionNames errno;
  private final FunctionNames critical;
  private final JavaNames methodNames = JavaNames.members();
  private final RecordMapper records;
  private final CallbackMapper callbacks;
  private final List<Remark> remarks = new ArrayList<>();

  JavaMapper(CHeader header, CTypes types, Binding.Options options, Predicate<String> isOwn) {
    this.header = header;
    this.types = types;
    this.options = options;
    this.isOwn = isOwn;
    this.forms = Forms.of(options.as());
    this.errno = new FunctionNames("--errno", options.errno());
    this.critical = new FunctionNames("--critical", options.critical());
    JavaNames typeNames = JavaNames.types(options.className());
    this.records = new RecordMapper(header, types, typeNames);
    this.callbacks = new CallbackMapper(header, types, typeNames);
  }

  /** The interface, and what is not in it. */
  JavaInterface map(List<JavaInterface.Constants> constants) {
    // Taken by the convenience that opens the library.
    if (options.library() != null) {
      methodNames.take("load");
    }
    List<JavaInterface.Method> methods = new ArrayList<>();
    for (CFunction function : header.functions()) {
      if (options.include() == null || options.include().matcher(function.name()).matches()) {
        try {
          if (options.exported() != null && !options.exported().test(function.symbol())) {
            throw new NoFormException("the library has no symbol " + function.symbol());
          }
          methods.add(method(function));
        } catch (NoFormException e) {
          remarks.add(
              new Remark(
                  function.place(), function.name() + " is left out: " + e.getMessage(), true));
        }
      }
    }
    if (options.include() == null) {
      ownStructs();
    }
    if (!forms.unused().isEmpty()) {
      throw new BindException(
          "--as: no function that is bound has a pointer " + String.join(", ", forms.unused()));
    }
    errno.requireUsed();
    critical.requireUsed();
    return new JavaInterface(
        options.packageName(),
        options.className(),
        options.library(),
        options.header().getFileName().toString(),
        constants,
        records.records(),
        callbacks.callbacks(),
        List.copyOf(methods),
        List.copyOf(remarks));
  }

  private void ownStructs() {
    for (CStruct struct : header.structs()) {
      if (!isOwn.test(struct.place().file())
          || records.cName(struct) == null
          || records.isMade(struct.key())) {
        continue;
      }
      try {
        records.record(new CType.Struct(struct.key()), "");
      } catch (NoFormException e) {
        remarks.add(
            new Remark(
                struct.place(),
                "there is no record for " + e.getMessage() + "; a pointer to it is a MemorySegment",
                false));
      }
    }
  }

  private JavaInterface.Method method(CFunction function) throws NoFormException {
    CType.Function type = function.type();
    JavaNames scope = JavaNames.variables();
    List<String> names = new ArrayList<>();
    List<Form> wanted = new ArrayList<>();
    for (CParameter p : type.parameters()) {
      names.add(scope.take(p.name() == null ? "p" + (names.size() + 1) : p.name()));
      boolean pointer = types.isPointer(p.type());
      wanted.add(forms.of(function.name(), p.name(), names.size(), pointer));
    }
    Map<String, LengthName> lengths = new LengthNames(types).of(type.parameters(), names, wanted);
    ParameterMapper mapper = new ParameterMapper(types, records, callbacks, function, lengths);
    String result;
    try {
      result = mapper.result();
    } catch (NoFormException e) {
      throw new NoFormException("its result is " + e.getMessage());
    }
    List<JavaInterface.Parameter> parameters = new ArrayList<>();
    int slots = 0;
    for (int i = 0; i < names.size(); i++) {
      CParameter p = type.parameters().get(i);
      JavaInterface.Parameter made;
      try {
        made = mapper.parameter(p, names.get(i), wanted.get(i));
      } catch (NoFormException e) {
        throw new NoFormException("its parameter %s is %s".formatted(names.get(i), e.getMessage()));
      }
      slots += made.type().equals("long") || made.type().equals("double") ? 2 : 1;
      parameters.add(made);
    }
    parameters = named(parameters, type.parameters(), mapper.usedLengths());
    if (errno.has(function)) {
      slots++;
      parameters.add(new JavaInterface.Parameter(List.of(), "Errno", scope.take("errno")));
    }
    if (slots > MOST_SLOTS) {
      throw new NoFormException("it has more parameters than a method may");
    }
    String name = methodNames.take(function.name());
    return new JavaInterface.Method(
        annotations(function, name), doc(function, mapper), result, name, parameters);
  }

  private List<String> annotations(CFunction function, String name) {
    List<String> annotations = new ArrayList<>();
    if (critical.has(function)) {
      for (CParameter p : function.type().parameters()) {
        CType type = types.stripped(p.type());
        if (type instanceof CType.Pointer to) {
          type = types.stripped(to.target());
        }
        if (type instanceof CType.Function) {
          throw new BindException(
              function.place(),
              "--critical: %s is given a function, and what is critical cannot call back"
                  .formatted(function.name()));
        }
      }
      annotations.add("@Critical");
    }
    if (!name.equals(function.symbol())) {
      annotations.add("@Symbol(" + JavaLiterals.text(function.symbol()) + ")");
    }
    return annotations;
  }

  /** With {@code @Name} where a length or a message needs the name. */
  private static List<JavaInterface.Parameter> named(
      List<JavaInterface.Parameter> parameters, List<CParameter> c, List<String> used) {
    List<JavaInterface.Parameter> named = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      JavaInterface.Parameter p = parameters.get(i);
      boolean renamed = c.get(i).name() != null && !p.name().equals(c.get(i).name());
      if (used.contains(p.name()) || renamed) {
        // A term names the parameter as Java has it; a message as C has it.
        String name = used.contains(p.name()) ? p.name() : c.get(i).name();
        List<String> annotations = new ArrayList<>(List.of("@Name(\"" + name + "\")"));
        annotations.addAll(p.annotations());
        p = new JavaInterface.Parameter(annotations, p.type(), p.name());
      }
      named.add(p);
    }
    return named;
  }

  private static List<String> doc(CFunction function, ParameterMapper mapper) {
    List<String> doc = new ArrayList<>(List.of(function.declaration()));
    if (!mapper.unsigned().isEmpty()) {
      doc.add("Unsigned in C: " + String.join(", ", mapper.unsigned()) + ".");
    }
    if (function.type().variadic()) {
      doc.add(
          "C takes further arguments here: add parameters for those of a call, the first of them"
              + " with @Variadic.");
    }
    doc.addAll(mapper.remarks());
    return doc;
  }
}
