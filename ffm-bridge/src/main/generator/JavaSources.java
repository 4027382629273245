import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;

/**
 * The C functions that Java implements: public static methods of classes annotated {@code @CApi}.
 */
final class JavaSources {
  record Method(
      String type, boolean context, List<String> parameters, String result, String onError) {}

  private final Map<String, Method> methods = new TreeMap<>();

  static JavaSources scan(Path directory) throws IOException {
    JavaSources sources = new JavaSources();
    List<Path> files = new ArrayList<>();
    if (Files.isDirectory(directory)) {
      try (Stream<Path> walk = Files.walk(directory)) {
        for (Path p : walk.filter(p -> p.toString().endsWith(".java")).toList()) {
          if (Files.readString(p).contains("@CApi")) {
            files.add(p);
          }
        }
      }
    }
    if (files.isEmpty()) {
      return sources;
    }
    var compiler = ToolProvider.getSystemJavaCompiler();
    var manager = compiler.getStandardFileManager(null, null, null);
    JavacTask task =
        (JavacTask)
            compiler.getTask(
                null,
                manager,
                null,
                List.of("-proc:none"),
                null,
                manager.getJavaFileObjectsFromPaths(files));
    for (CompilationUnitTree unit : task.parse()) {
      for (Tree tree : unit.getTypeDecls()) {
        if (tree instanceof ClassTree type
            && annotation(type.getModifiers().getAnnotations(), "CApi") != null) {
          sources.addAll(unit.getPackageName() + "." + type.getSimpleName(), type);
        }
      }
    }
    return sources;
  }

  private static AnnotationTree annotation(List<? extends AnnotationTree> all, String name) {
    return all.stream()
        .filter(a -> a.getAnnotationType().toString().equals(name))
        .findFirst()
        .orElse(null);
  }

  private void addAll(String type, ClassTree tree) {
    for (Tree member : tree.getMembers()) {
      if (member instanceof MethodTree m
          && m.getModifiers().getFlags().containsAll(Set.of(Modifier.PUBLIC, Modifier.STATIC))) {
        List<String> parameters =
            new ArrayList<>(m.getParameters().stream().map(p -> p.getType().toString()).toList());
        boolean context = !parameters.isEmpty() && parameters.getFirst().equals("CallContext");
        if (context) {
          parameters.removeFirst();
        }
        AnnotationTree onError = annotation(m.getModifiers().getAnnotations(), "OnError");
        String error =
            onError == null
                ? null
                : onError.getArguments().getFirst().toString().replaceAll("^value = ", "");
        Method method = new Method(type, context, parameters, m.getReturnType().toString(), error);
        Method twice = methods.put(m.getName().toString(), method);
        if (twice != null) {
          throw new IllegalStateException(
              m.getName() + " is in " + twice.type() + " and in " + type);
        }
      }
    }
  }

  boolean has(String name) {
    return methods.containsKey(name);
  }

  Set<String> names() {
    return methods.keySet();
  }

  Method method(String name) {
    return methods.get(name);
  }

  void check(CDeclaration d) {
    Method m = methods.get(d.name());
    List<String> wanted = d.parameters().stream().map(CType::java).toList();
    if (!m.parameters().equals(wanted) || !m.result().equals(d.result().java())) {
      throw new IllegalStateException(
          "%s.%s is %s%s in Java, but C declares %s%s"
              .formatted(
                  m.type(), d.name(), m.result(), m.parameters(), d.result().java(), wanted));
    }
  }

  /** What the function returns when it failed: NULL, -1, nothing; 0 for NumPy's converters. */
  static String defaultError(CDeclaration d) {
    return switch (d.result()) {
      case POINTER, VOID -> "0";
      default -> d.name().endsWith("Converter") || d.name().contains("Converter2") ? "0" : "-1";
    };
  }
}
