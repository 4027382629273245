package dev.ambi.core.internal.loop;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.Annotation;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.PseudoInstruction;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Expands the calls of {@link Flattened} methods in the class file of a template. */
final class Flattener {

  private static final String MARK = Flattened.class.descriptorString();

  private static final String PACKAGE = Flattener.class.getPackageName().replace('.', '/') + '/';

  private final ClassFile classFile;
  private final Class<?> template;
  private final Map<String, String> bindings;
  private final Map<String, Map<String, MethodModel>> marked = new HashMap<>();

  /**
   * A flattener for one template.
   *
   * @param template the template
   * @param bindings internal names of classes that stand for another one, and of that one
   */
  Flattener(Class<?> template, Map<String, String> bindings) {
    this.template = template;
    this.bindings = bindings;
    this.classFile =
        ClassFile.of(
            ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofClassLoading(template.getClassLoader())),
            ClassFile.DebugElementsOption.PASS_DEBUG);
  }

  /** {@return the class file of the template without calls of flattened methods} */
  byte[] flattened() {
    byte[] file = bytes(internalName(template));
    ClassModel model = classFile.parse(file);
    if (!callsFlattened(model)) {
      return file;
    }
    return classFile.transformClass(
        model,
        (builder, element) -> {
          if (element instanceof MethodModel m
              && m.code().orElse(null) instanceof CodeAttribute c) {
            int free = c.maxLocals();
            CodeTransform expand = (code, e) -> accept(code, e, free);
            builder.transformMethod(m, MethodTransform.transformingCode(expand));
          } else {
            builder.with(element);
          }
        });
  }

  private boolean callsFlattened(ClassModel model) {
    return model.methods().stream()
        .flatMap(m -> m.code().stream())
        .flatMap(CodeModel::elementStream)
        .anyMatch(e -> callee(e).isPresent());
  }

  private void accept(CodeBuilder code, CodeElement element, int free) {
    Optional<MethodModel> callee = callee(element);
    if (callee.isPresent()) {
      expand(code, callee.get(), free);
    } else {
      code.with(element);
    }
  }

  private Optional<MethodModel> callee(CodeElement element) {
    if (!(element instanceof InvokeInstruction call) || call.opcode() != Opcode.INVOKESTATIC) {
      return Optional.empty();
    }
    String owner = call.owner().asInternalName();
    String bound = bindings.getOrDefault(owner, owner);
    if (!bound.startsWith(PACKAGE) && !bound.equals(internalName(template))) {
      return Optional.empty();
    }
    return Optional.ofNullable(
        marked(bound).get(call.name().stringValue() + call.type().stringValue()));
  }

  /** The methods of a class to expand, by name and type. */
  private Map<String, MethodModel> marked(String owner) {
    return marked.computeIfAbsent(
        owner,
        name ->
            classFile.parse(bytes(name)).methods().stream()
                .filter(Flattener::isMarked)
                .collect(
                    Collectors.toMap(
                        m -> m.methodName().stringValue() + m.methodType().stringValue(), m -> m)));
  }

  private static boolean isMarked(MethodModel method) {
    return method
        .findAttribute(Attributes.runtimeInvisibleAnnotations())
        .map(a -> a.annotations())
        .orElse(List.<Annotation>of())
        .stream()
        .anyMatch(a -> a.className().equalsString(MARK));
  }

  /** The body of a method in place of its call, with its local variables from {@code base} on. */
  private void expand(CodeBuilder code, MethodModel method, int base) {
    CodeModel body = method.code().orElseThrow();
    int free = base + ((CodeAttribute) body).maxLocals();
    storeArguments(code, method.methodTypeSymbol(), base);
    Label end = code.newLabel();
    Map<Label, Label> labels = new HashMap<>();
    for (CodeElement element : body) {
      moved(code, element, base, free, end, labels);
    }
    code.labelBinding(end);
  }

  private static void storeArguments(CodeBuilder code, MethodTypeDesc type, int base) {
    int[] slots = new int[type.parameterCount()];
    int slot = base;
    for (int i = 0; i < slots.length; i++) {
      slots[i] = slot;
      slot += TypeKind.from(type.parameterType(i)).slotSize();
    }
    for (int i = slots.length - 1; i >= 0; i--) {
      ClassDesc parameter = type.parameterType(i);
      code.storeLocal(TypeKind.from(parameter).asLoadable(), slots[i]);
    }
  }

  private void moved(
      CodeBuilder code,
      CodeElement element,
      int base,
      int free,
      Label end,
      Map<Label, Label> labels) {
    switch (element) {
      case LoadInstruction e -> code.loadLocal(e.typeKind(), e.slot() + base);
      case StoreInstruction e -> code.storeLocal(e.typeKind(), e.slot() + base);
      case IncrementInstruction e -> code.iinc(e.slot() + base, e.constant());
      case LabelTarget e -> code.labelBinding(moved(code, e.label(), labels));
      case BranchInstruction e -> code.branch(e.opcode(), moved(code, e.target(), labels));
      case TableSwitchInstruction e ->
          code.tableswitch(
              e.lowValue(),
              e.highValue(),
              moved(code, e.defaultTarget(), labels),
              moved(code, e.cases(), labels));
      case LookupSwitchInstruction e ->
          code.lookupswitch(moved(code, e.defaultTarget(), labels), moved(code, e.cases(), labels));
      case ReturnInstruction _ -> code.goto_(end);
      case ExceptionCatch _ ->
          throw new IllegalStateException("a flattened method with a handler in " + template);
      case PseudoInstruction _ -> {} // what debuggers would show belongs to another method
      default -> accept(code, element, free);
    }
  }

  private static Label moved(CodeBuilder code, Label label, Map<Label, Label> labels) {
    return labels.computeIfAbsent(label, _ -> code.newLabel());
  }

  private static List<SwitchCase> moved(
      CodeBuilder code, List<SwitchCase> cases, Map<Label, Label> labels) {
    return cases.stream()
        .map(c -> SwitchCase.of(c.caseValue(), moved(code, c.target(), labels)))
        .toList();
  }

  static String internalName(Class<?> c) {
    return c.getName().replace('.', '/');
  }

  private byte[] bytes(String name) {
    try (InputStream in = template.getModule().getResourceAsStream(name + ".class")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
