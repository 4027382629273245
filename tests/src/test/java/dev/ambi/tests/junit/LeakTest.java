package dev.ambi.tests.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambi.bridge.ExtensionHost;
import dev.ambi.bridge.ExtensionModule;
import dev.ambi.bridge.Value;
import dev.ambi.junit.NumpyMatrix;
import dev.ambi.tests.extensions.TestExtensions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Objects that a test leaves behind are counted; those of modules are not. */
class LeakTest {
  private static final List<Value> HELD = new ArrayList<>();

  private static void make(ExtensionHost host, int count) {
    ExtensionModule module = host.load(TestExtensions.require("objects"));
    for (int i = 0; i < count; i++) {
      HELD.add(module.call("Point", 1.5, 2.5));
    }
  }

  static class Dropped {
    @NumpyMatrix({"1.26", "2.4"})
    void each(ExtensionHost host) {
      make(host, 3);
      HELD.clear();
    }
  }

  static class Held {
    @NumpyMatrix({"1.26", "2.4"})
    void each(ExtensionHost host) {
      make(host, 3);
    }
  }

  static class HeldOnPurpose {
    @NumpyMatrix(value = "2.4", checkLeaks = false)
    void each(ExtensionHost host) {
      make(host, 3);
    }
  }

  @Test
  void whatIsLeftIsCounted() {
    assertThat(Outcomes.of(Dropped.class)).hasSize(2).values().containsOnly("passed");
    assertThat(Outcomes.of(Held.class).get("each, NumPy 2.4"))
        .startsWith("on NumPy 2.4: 3 live Python objects more than before the test");
    assertThat(Outcomes.of(HeldOnPurpose.class)).hasSize(1).values().containsOnly("passed");
    HELD.clear();
  }
}
