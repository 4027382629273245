package dev.ambi.tests.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambi.bridge.ExtensionHost;
import dev.ambi.bridge.ExtensionModule;
import dev.ambi.bridge.NumpyVersion;
import dev.ambi.core.NDArray;
import dev.ambi.junit.AbiTrace;
import dev.ambi.junit.NumpyMatrix;
import dev.ambi.tests.extensions.TestExtensions;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The worked example of {@code junit/README.md}: an extension with habits of NumPy 1.x, the tests
 * that find them, and the repaired extension, which passes the same tests.
 */
class MigrationExampleTest {
  /** What a maintainer writes. */
  abstract static class Functions {
    private static final NDArray INTS = NDArray.of(new int[] {1, 2, 3});

    /** The binary that is shipped for the version. */
    abstract Path file(NumpyVersion version);

    @NumpyMatrix({"1.23", "1.26", "2.0", "2.4"})
    void itemsize(ExtensionHost host, NumpyVersion version, AbiTrace trace) {
      ExtensionModule module = host.load(file(version));
      assertThat(module.call("itemsize", INTS).asLong()).as("itemsize").isEqualTo(4);
      trace.assertLayout();
    }

    @NumpyMatrix({"1.23", "1.26", "2.0", "2.4"})
    void conversion(ExtensionHost host, NumpyVersion version, AbiTrace trace) {
      ExtensionModule module = host.load(file(version));
      assertThat(module.call("as_float", INTS).asArray())
          .isEqualTo(NDArray.of(new double[] {1, 2, 3}));
      trace.assertUsesNothingRemovedIn("2.0").assertUsesNothingNewerThan("1.23");
    }
  }

  /** One binary for each ABI, as it was. */
  static class Before extends Functions {
    @Override
    Path file(NumpyVersion version) {
      return TestExtensions.require("migration-before" + version.major());
    }
  }

  /** One binary for each ABI, repaired. */
  static class After extends Functions {
    @Override
    Path file(NumpyVersion version) {
      return TestExtensions.require("migration-after" + version.major());
    }
  }

  /** What the headers of 2.4 build runs on 1.x, too. */
  static class AfterInOneBinary extends Functions {
    @Override
    Path file(NumpyVersion version) {
      return TestExtensions.require("migration-after2");
    }
  }

  @BeforeAll
  static void compile() {
    TestExtensions.require("migration-before1");
    TestExtensions.require("migration-after2");
  }

  @Test
  void theTestsFindTheHabits() {
    Map<String, String> outcomes = Outcomes.of(Before.class);
    assertThat(outcomes)
        .containsEntry("itemsize, NumPy 1.23", "passed")
        .containsEntry("itemsize, NumPy 1.26", "passed")
        .containsEntry("conversion, NumPy 2.0", "passed")
        .containsEntry("conversion, NumPy 2.4", "passed")
        .hasSize(8);
    for (String version : new String[] {"2.0", "2.4"}) {
      assertThat(outcomes.get("itemsize, NumPy " + version))
          .contains("itemsize", "expected: 4", "but was: 0");
    }
    for (String version : new String[] {"1.23", "1.26"}) {
      assertThat(outcomes.get("conversion, NumPy " + version))
          .startsWith("on NumPy " + version + ": the extension uses what NumPy 2.0 does not have")
          .contains("  PyArray_CastTo, called once: was renamed in NumPy 2.0; use PyArray_CopyInto")
          .doesNotContain("PyArray_FromAny");
    }
  }

  @Test
  void theRepairedExtensionPasses() {
    assertThat(Outcomes.of(After.class)).hasSize(8).values().containsOnly("passed");
    assertThat(Outcomes.of(AfterInOneBinary.class)).hasSize(8).values().containsOnly("passed");
  }
}
