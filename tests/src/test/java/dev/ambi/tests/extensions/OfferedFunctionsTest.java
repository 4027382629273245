package dev.ambi.tests.extensions;

import dev.ambi.bridge.ExtensionHost;
import dev.ambi.bridge.ExtensionModule;
import dev.ambi.bridge.NumpyVersion;
import dev.ambi.bridge.nativelib.Memory;
import dev.ambi.bridge.numpy.NativeAbi;
import dev.ambi.compat.table.ApiTable;
import dev.ambi.compat.table.ApiTableTranslator;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What 2.0 brought, on a host of 1.x: an extension that calls the conversions of datetime64 through
 * the table that {@link ApiTableTranslator#toNumpy2} makes of the host's gets NumPy 2.4's answers.
 */
class OfferedFunctionsTest {
  private static final String BUILD = "datetimes-offered";

  private static MemorySegment hostsTable() {
    long slots = ApiTable.ARRAY.slotsOf1();
    return Memory.segment(NativeAbi.of(1).arrayTable(), slots * Long.BYTES);
  }

  @Test
  void theConversionsOfTimesGiveNumpy2sAnswersOnAHostOf1() throws IOException {
    RecordedRun run = RecordedRun.read("datetimes", BUILD + "/2.4.6");
    try (ExtensionHost host = ExtensionHost.open(NumpyVersion.of("1.26"));
        Arena arena = Arena.ofConfined()) {
      ExtensionModule module = host.load(TestExtensions.require(BUILD), "capi_datetimes");
      MemorySegment made = ApiTableTranslator.toNumpy2(ApiTable.ARRAY, hostsTable(), arena);
      module.call("use_table", made.address());
      run.assertRepeatedBy(module, List.of());
      module.call("use_table", hostsTable().address());
    }
  }
}
