package dev.ambi.tests.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambi.bridge.ExtensionHost;
import dev.ambi.bridge.ExtensionLoadException;
import dev.ambi.bridge.ExtensionModule;
import dev.ambi.bridge.NumpyVersion;
import dev.ambi.core.NDArray;
import dev.ambi.tests.Wheels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which ABI a binary gets from which host, and what is refused. */
class VersionsTest {
  private static final NDArray X = NDArray.arange(0, 6, 1.0).reshape(2, 3);

  @ParameterizedTest
  @CsvSource({
    "1.3.8, auto, 1, 17",
    "1.3.8, 1.26, 1, 17",
    "1.3.8, 1.23, 1, 16",
    "1.4.2, auto, 2, 21",
    "1.4.2, 1.26, 1, 17",
    "1.4.2, 2.4,  2, 21",
    "1.6.0, auto, 2, 21",
    "1.6.0, 1.26, 1, 17",
    "1.6.0, 1.25, 1, 17",
    "1.6.0, 2.0,  2, 18",
    "1.6.0, 2.4,  2, 21",
  })
  void givesTheAbiThatFits(String wheel, String numpy, int major, int feature) {
    try (ExtensionHost host = ExtensionHost.open(NumpyVersion.of(numpy))) {
      ExtensionModule module = host.load(Wheels.bottleneck(wheel), "bottleneck.reduce");
      assertThat(module.numpyMajor()).isEqualTo(major);
      assertThat(module.featureVersion()).isEqualTo(feature);
      assertThat(module.usesNumpy()).isTrue();
      assertThat(module.call("nansum", X).asDouble()).isEqualTo(15);
      assertThat(module.call("nansum", X, 0).asArray())
          .isEqualTo(NDArray.of(new double[] {3.0, 5.0, 7.0}));
    }
  }

  @ParameterizedTest
  @CsvSource({"2.0", "2.4"})
  void refusesABinaryOfTheOldAbi(String numpy) {
    try (ExtensionHost host = ExtensionHost.open(NumpyVersion.of(numpy))) {
      assertThatThrownBy(() -> host.load(Wheels.bottleneck("1.3.8"), "bottleneck.reduce"))
          .isInstanceOf(ExtensionLoadException.class)
          .hasMessageContaining("Bottleneck-1.3.8")
          .hasMessageContaining("built for NumPy 1.x")
          .hasMessageContaining("emulates NumPy " + numpy)
          .hasMessageContaining("auto")
          .extracting(e -> ((ExtensionLoadException) e).reason())
          .isEqualTo(ExtensionLoadException.Reason.NUMPY_VERSION);
      // The host still works.
      assertThat(
              host.load(Wheels.bottleneck("1.6.0"), "bottleneck.reduce")
                  .call("nanmean", X)
                  .asDouble())
          .isEqualTo(2.5);
    }
  }

  @Test
  void oneHostRunsBothAbisOnOneArray() {
    try (ExtensionHost host = ExtensionHost.open()) {
      ExtensionModule old = host.load(Wheels.bottleneck("1.3.8"), "bottleneck.nonreduce");
      ExtensionModule current = host.load(Wheels.bottleneck("1.6.0"), "bottleneck.nonreduce");
      NDArray shared = NDArray.of(new double[] {1.0, 2.0, 3.0});
      old.call("replace", shared, 2.0, 20.0);
      current.call("replace", shared, 3.0, 30.0);
      assertThat(shared).isEqualTo(NDArray.of(new double[] {1.0, 20.0, 30.0}));
    }
  }

  @Test
  void twoHostsHaveTheirOwnStaticData() {
    try (ExtensionHost a = ExtensionHost.open(NumpyVersion.of("1.26"));
        ExtensionHost b = ExtensionHost.open(NumpyVersion.of("2.4"))) {
      // One binary, which keeps NumPy's table in a static variable.
      ExtensionModule inA = a.load(Wheels.bottleneck("1.6.0"), "bottleneck.reduce");
      ExtensionModule inB = b.load(Wheels.bottleneck("1.6.0"), "bottleneck.reduce");
      assertThat(inA.numpyMajor()).isEqualTo(1);
      assertThat(inB.numpyMajor()).isEqualTo(2);
      for (int i = 0; i < 3; i++) {
        assertThat(inA.call("nanmean", X, 1).asArray())
            .isEqualTo(NDArray.of(new double[] {1.0, 4.0}));
        assertThat(inB.call("nanmean", X, 1).asArray())
            .isEqualTo(NDArray.of(new double[] {1.0, 4.0}));
      }
    }
  }

  @Test
  void anUnknownVersionIsRefusedWithTheKnownOnes() {
    assertThatThrownBy(() -> NumpyVersion.of("3.0"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3.0")
        .hasMessageContaining("2.4");
  }
}
