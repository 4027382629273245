package dev.ambi.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.displayName;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedSuccessfully;
import static org.junit.platform.testkit.engine.EventConditions.test;

import dev.ambi.bridge.ExtensionHost;
import dev.ambi.bridge.NumpyVersion;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** What the annotation makes of a test. */
class NumpyMatrixTest {
  private static final List<String> SEEN = new ArrayList<>();
  private static ExtensionHost last;

  private static EngineExecutionResults run(Class<?> tests) {
    SEEN.clear();
    return EngineTestKit.engine("junit-jupiter").selectors(selectClass(tests)).execute();
  }

  /** Run by the test kit only, as the other nested classes. */
  static class Versions {
    private NumpyVersion prepared;

    @BeforeEach
    void prepare(NumpyVersion version, AbiTrace trace) {
      prepared = version;
      assertThat(trace.calls()).isEmpty();
    }

    @NumpyMatrix({"1.23", "1.26", "2.0.2", "2.4"})
    void each(ExtensionHost host, NumpyVersion version) {
      assertThat(host.numpyVersion()).isEqualTo(version).isEqualTo(prepared);
      assertThat(host).isNotSameAs(last);
      assertThat(host.isClosed()).isFalse();
      assertThat(host.trace().limit()).isEqualTo(65_536);
      last = host;
      SEEN.add(version.toString());
    }

    @AfterEach
    void stillOpen(ExtensionHost host) {
      assertThat(host).isSameAs(last);
      assertThat(host.isClosed()).isFalse();
    }
  }

  @Test
  void runsOnceForEachVersionWithAFreshHost() {
    EngineExecutionResults results = run(Versions.class);
    results.testEvents().assertStatistics(s -> s.started(4).succeeded(4));
    assertThat(SEEN).containsExactly("1.23", "1.26", "2.0", "2.4");
    assertThat(last.isClosed()).isTrue();
    results
        .testEvents()
        .assertThatEvents()
        .haveExactly(1, event(test(), displayName("NumPy 1.26"), finishedSuccessfully()));
  }

  static class All {
    @NumpyMatrix
    void each(NumpyVersion version) {
      SEEN.add(version.toString());
    }
  }

  @Test
  void withoutVersionsItRunsOnAllThatAreKnown() {
    run(All.class).testEvents().assertStatistics(s -> s.failed(0));
    assertThat(SEEN)
        .containsExactlyElementsOf(NumpyVersion.known().stream().map(Object::toString).toList());
  }

  static class Unknown {
    @NumpyMatrix({"1.26", "1.9"})
    void each() {}
  }

  static class Auto {
    @NumpyMatrix("auto")
    void each() {}
  }

  static class Twice {
    @NumpyMatrix({"1.26", "2.0", "1.26.4"})
    void each() {}
  }

  @Test
  void aVersionThatIsNotKnownIsAnErrorThatListsThose() {
    assertThat(failure(run(Unknown.class)))
        .contains("Unknown.each")
        .contains("\"1.9\"")
        .contains("1.23, 1.24, 1.25, 1.26, 2.0, 2.1, 2.2, 2.3, 2.4");
    assertThat(failure(run(Auto.class))).contains("\"auto\"").contains("2.4");
    assertThat(failure(run(Twice.class))).contains("twice");
  }

  static class Untraced {
    @NumpyMatrix("2.4")
    void each(ExtensionHost host) {
      host.trace();
    }
  }

  @Test
  void nothingIsTracedWhereNobodyAsks() {
    assertThat(failure(run(Untraced.class))).contains("openTraced");
  }

  private static String failure(EngineExecutionResults results) {
    return results.allEvents().failed().stream()
        .map(e -> e.getRequiredPayload(TestExecutionResult.class))
        .map(r -> r.getThrowable().orElseThrow().getMessage())
        .findFirst()
        .orElse("nothing failed");
  }
}
