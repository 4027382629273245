package dev.ambi.tests.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambi.bridge.ExtensionHost;
import dev.ambi.bridge.ExtensionModule;
import dev.ambi.bridge.NumpyVersion;
import dev.ambi.bridge.trace.CallTrace;
import dev.ambi.bridge.trace.TracedCall;
import dev.ambi.bridge.trace.TracedStruct;
import dev.ambi.core.NDArray;
import dev.ambi.junit.AbiTrace;
import dev.ambi.junit.NumpyMatrix;
import dev.ambi.tests.extensions.TestExtensions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a trace records, and what its assertions say. */
class AbiTraceTest {
  private static final NDArray INTS = NDArray.of(new int[] {1, 2, 3});
  private static final int NPY_DOUBLE = 12;

  private static ExtensionModule example(ExtensionHost host) {
    return host.load(TestExtensions.require("migration-after2"));
  }

  @NumpyMatrix({"1.26", "2.4"})
  void recordsCallsWithTheirArguments(ExtensionHost host, NumpyVersion version, AbiTrace trace) {
    ExtensionModule module = example(host);
    trace
        .assertCalled("PyArray_GetNDArrayCVersion", "PyArray_GetNDArrayCFeatureVersion")
        .assertCalledWith(
            "PyArray_GetNDArrayCFeatureVersion", c -> c.result() == version.featureVersion());
    trace.clear();
    assertThat(trace.calls()).isEmpty();
    NDArray result = module.call("as_float", INTS).asArray();
    assertThat(result).isEqualTo(NDArray.of(new double[] {1, 2, 3}));
    assertThat(trace.calls())
        .extracting(c -> c.function().name())
        .containsExactly("PyArray_FromAny", "PyArray_New", "PyArray_CopyInto");
    TracedCall made = trace.calls("PyArray_New").getFirst();
    // PyArray_New(type, nd, dims, type_num, strides, data, itemsize, flags, obj): three on the
    // stack
    assertThat(made.arguments()).hasSize(9);
    assertThat(made.arguments().get(1)).isEqualTo(1);
    assertThat(made.arguments().subList(3, 9))
        .containsExactly((long) NPY_DOUBLE, 0L, 0L, 0L, 0L, 0L);
    assertThat(made.returned()).isTrue();
    assertThat(made.locked()).isTrue();
    assertThat(made.raised()).isFalse();
    TracedCall copied = trace.calls("PyArray_CopyInto").getFirst();
    assertThat(copied.arguments().getFirst()).isEqualTo(made.result());
    assertThat(copied.toString())
        .startsWith("PyArray_CopyInto(PyArrayObject * 0x")
        .endsWith(" = 0");
    assertThat(made.toString()).contains("int 12", "void * NULL");
  }

  @NumpyMatrix({"1.26", "2.4"})
  void recordsTheStructsThatCrossed(ExtensionHost host, NumpyVersion version, AbiTrace trace) {
    example(host).call("as_float", INTS);
    assertThat(trace.descriptors())
        .allSatisfy(d -> assertThat(d.typeAbi()).isEqualTo(version.major()))
        .anySatisfy(d -> {
          assertThat(d.how()).isEqualTo(TracedStruct.How.ARGUMENT);
          assertThat(d.bytes().integer(28, 4)).isEqualTo(5); // type_num of int32
        })
        .anySatisfy(d -> assertThat(d.origin()).isEqualTo("from PyArray_New"));
    assertThat(trace.arrays()).isNotEmpty();
    trace.assertLayout();
  }

  @NumpyMatrix({"1.26", "2.0"})
  void aLayoutOfTheOtherAbiIsFound(ExtensionHost host, NumpyVersion version, AbiTrace trace) {
    example(host).call("itemsize", INTS);
    String other = version.major() == 1 ? "2.0" : "1.26";
    assertThatThrownBy(() -> trace.assertLayout(other))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("on NumPy " + version)
        .hasMessageContaining("an argument of a call from Java")
        .hasMessageContaining(
            version.major() == 1 ? "elsize (npy_intp, at 40) is" : "elsize (int, at 32) is")
        .hasMessageContaining("not 4");
  }

  @NumpyMatrix("1.26")
  void assertionsSayWhatWasCalled(ExtensionHost host, AbiTrace trace) {
    assertThatThrownBy(() -> trace.assertUsesNothingRemovedIn("2.0"))
        .hasMessageContaining("no call of NumPy's API was recorded");
    assertThatThrownBy(trace::assertLayout).hasMessageContaining("no descriptor");
    example(host).call("as_float", INTS);
    assertThatThrownBy(() -> trace.assertCalled("PyArray_Zeros"))
        .hasMessageContaining("PyArray_Zeros was not called")
        .hasMessageContaining("PyArray_New, called once");
    assertThatThrownBy(() -> trace.assertCalled("PyArray_New", 2))
        .hasMessageContaining("PyArray_New was called once, not 2 times");
    assertThatThrownBy(() -> trace.assertUsesOnly("PyArray_New", "PyArray_FromAny"))
        .hasMessageContaining("PyArray_CopyInto, called once")
        .hasMessageContaining("PyArray_GetEndianness")
        .hasMessageNotContaining("PyArray_FromAny");
    assertThatThrownBy(() -> trace.assertNotCalled("PyArray_New"))
        .hasMessageContaining("PyArray_New, called once");
    assertThatThrownBy(() -> trace.assertCalledWith("PyArray_New", c -> c.result() == 0))
        .hasMessageContaining("PyArray_New(PyTypeObject *");
    trace.assertNotCalled("PyArray_Zeros").assertComplete();
  }

  @NumpyMatrix("2.4")
  void namesAndVersionsThatNumpyHasNotAreRefused(ExtensionHost host, AbiTrace trace) {
    assertThatThrownBy(() -> trace.assertNotCalled("PyArray_FromAnny"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PyArray_FromAnny");
    assertThatThrownBy(() -> trace.assertUsesNothingRemovedIn("3.0"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2.4");
  }

  @NumpyMatrix(value = "2.4", tracedCalls = 4)
  void theLimitIsNamed(ExtensionHost host, AbiTrace trace) {
    ExtensionModule module = example(host);
    for (int i = 0; i < 10; i++) {
      module.call("as_float", INTS);
    }
    assertThat(trace.calls()).hasSize(4);
    assertThat(trace.counts()).containsEntry("PyArray_CopyInto", 10L);
    assertThatThrownBy(trace::assertComplete)
        .hasMessageContaining("the limit of 4 calls was reached: 29 more");
    assertThat(trace.toString()).contains("the limit of 4 calls");
    assertThatThrownBy(() -> trace.assertCalledWith("PyArray_CopyInto", call -> true))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("it was called 10 times, and of 10 calls the arguments were not kept")
        .hasMessageNotContaining("not called");
  }

  @NumpyMatrix("2.4")
  void anAssertionAboutNoFunctionIsRefused(ExtensionHost host, AbiTrace trace) {
    example(host).call("as_float", INTS);
    assertThatThrownBy(() -> trace.assertCalled())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("which function?");
    assertThatThrownBy(() -> trace.assertNotCalled()).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aTraceCanBeReadAfterItsHostIsClosedAndNotCleared() {
    CallTrace trace;
    try (ExtensionHost host = ExtensionHost.openTraced(NumpyVersion.AUTO, 100)) {
      trace = host.trace();
      example(host).call("as_float", INTS);
    }
    assertThat(trace.calls()).extracting(c -> c.function().name()).contains("PyArray_CopyInto");
    assertThatThrownBy(trace::clear).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void eightHostsAreTracedAtOnceEachForItself() {
    List<ExtensionHost> hosts = new ArrayList<>();
    try {
      for (int i = 0; i < 8; i++) {
        hosts.add(ExtensionHost.openTraced(NumpyVersion.of(i % 2 == 0 ? "1.26" : "2.4"), 100));
      }
      assertThatThrownBy(() -> ExtensionHost.openTraced(NumpyVersion.AUTO, 100))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("8 traced hosts are open");
      for (int i = 0; i < 8; i++) {
        ExtensionModule module = example(hosts.get(i));
        for (int j = 0; j <= i; j++) {
          module.call("as_float", INTS);
        }
      }
      for (int i = 0; i < 8; i++) {
        assertThat(hosts.get(i).trace().calls())
            .filteredOn(c -> c.function().name().equals("PyArray_New"))
            .hasSize(i + 1)
            .extracting(c -> c.function().abi())
            .containsOnly(i % 2 + 1);
      }
    } finally {
      hosts.forEach(ExtensionHost::close);
    }
    try (ExtensionHost host = ExtensionHost.openTraced(NumpyVersion.AUTO, 100)) {
      assertThat(host.trace().calls()).isEmpty();
    }
  }
}
