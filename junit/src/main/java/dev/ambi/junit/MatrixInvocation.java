package dev.ambi.junit;

import dev.ambi.bridge.ExtensionHost;
import dev.ambi.bridge.NumpyVersion;
import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;

/** One run of a test: its host, and what it may ask for. */
final class MatrixInvocation
    implements TestTemplateInvocationContext,
        BeforeEachCallback,
        AfterEachCallback,
        ParameterResolver {
  private final NumpyVersion version;
  private final int tracedCalls;
  private final boolean checkLeaks;
  private ExtensionHost host;
  private AbiTrace trace;
  private LeakCheck leaks;

  /** A run that has not begun; {@code tracedCalls} is 0 where nothing is traced. */
  MatrixInvocation(NumpyVersion version, int tracedCalls, boolean checkLeaks) {
    this.version = version;
    this.tracedCalls = tracedCalls;
    this.checkLeaks = checkLeaks;
  }

  @Override
  public String getDisplayName(int index) {
    return "NumPy " + version;
  }

  @Override
  public List<Extension> getAdditionalExtensions() {
    return List.of(this);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    leaks = new LeakCheck();
    if (tracedCalls == 0) {
      host = ExtensionHost.open(version);
    } else {
      host = ExtensionHost.openTraced(version, tracedCalls);
      trace = new AbiTrace(version, host.trace());
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (host == null) {
      return;
    }
    try (ExtensionHost closing = host) {
      if (checkLeaks && context.getExecutionException().isEmpty()) {
        leaks.check(closing);
      }
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return parameter.getDeclaringExecutable() instanceof Method
        && (type == ExtensionHost.class || type == NumpyVersion.class || type == AbiTrace.class);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == ExtensionHost.class ? host : type == NumpyVersion.class ? version : trace;
  }
}
