package dev.ambi.tests.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Runs a class of tests that may fail. */
final class Outcomes {
  private Outcomes() {}

  /** By "method, NumPy version": the message of the failure, or "passed". */
  static Map<String, String> of(Class<?> tests) {
    Map<String, String> outcomes = new LinkedHashMap<>();
    EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(tests))
        .execute()
        .testEvents()
        .finished()
        .stream()
        .forEach(event -> outcomes.put(name(event), outcome(event)));
    return outcomes;
  }

  private static String name(Event event) {
    String method = event.getTestDescriptor().getParent().orElseThrow().getDisplayName();
    int parameters = method.indexOf('(');
    return method.substring(0, parameters) + ", " + event.getTestDescriptor().getDisplayName();
  }

  private static String outcome(Event event) {
    return event
        .getRequiredPayload(TestExecutionResult.class)
        .getThrowable()
        .map(Throwable::getMessage)
        .orElse("passed");
  }
}
