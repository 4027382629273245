package dev.ambi.junit;

import dev.ambi.bridge.NumpyVersion;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** Makes an invocation for each version of a {@link NumpyMatrix}. JUnit makes the instances. */
public final class NumpyMatrixExtension implements TestTemplateInvocationContextProvider {
  @Override
  public boolean supportsTestTemplate(ExtensionContext context) {
    return AnnotationSupport.isAnnotated(context.getRequiredTestMethod(), NumpyMatrix.class);
  }

  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
      ExtensionContext context) {
    Method method = context.getRequiredTestMethod();
    NumpyMatrix matrix = AnnotationSupport.findAnnotation(method, NumpyMatrix.class).orElseThrow();
    int traced = asksForTrace(context.getRequiredTestClass(), method) ? matrix.tracedCalls() : 0;
    if (matrix.tracedCalls() <= 0) {
      throw wrong(method, "a trace of " + matrix.tracedCalls() + " calls");
    }
    return versions(method, matrix.value()).stream()
        .map(version -> new MatrixInvocation(version, traced, matrix.checkLeaks()));
  }

  private static List<NumpyVersion> versions(Method method, String[] names) {
    if (names.length == 0) {
      return NumpyVersion.known();
    }
    List<NumpyVersion> versions = Arrays.stream(names).map(name -> version(method, name)).toList();
    if (versions.stream().distinct().count() != versions.size()) {
      throw wrong(method, "a version is there twice in " + String.join(", ", names));
    }
    return versions;
  }

  private static NumpyVersion version(Method method, String name) {
    String known =
        NumpyVersion.known().stream().map(NumpyVersion::toString).collect(Collectors.joining(", "));
    try {
      NumpyVersion version = NumpyVersion.of(name);
      if (!version.isAuto()) {
        return version;
      }
    } catch (IllegalArgumentException _) {
      // The same words for both.
    }
    throw wrong(method, "\"" + name + "\" is no NumPy that can be emulated; there are " + known);
  }

  private static ExtensionConfigurationException wrong(Method method, String why) {
    return new ExtensionConfigurationException(
        "@NumpyMatrix of %s.%s: %s"
            .formatted(method.getDeclaringClass().getSimpleName(), method.getName(), why));
  }

  private static boolean asksForTrace(Class<?> testClass, Method test) {
    List<Method> lifecycle =
        ReflectionSupport.findMethods(
            testClass,
            m ->
                AnnotationSupport.isAnnotated(m, BeforeEach.class)
                    || AnnotationSupport.isAnnotated(m, AfterEach.class),
            HierarchyTraversalMode.TOP_DOWN);
    return Stream.concat(Stream.of(test), lifecycle.stream())
        .anyMatch(m -> Arrays.asList(m.getParameterTypes()).contains(AbiTrace.class));
  }
}
