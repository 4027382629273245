package dev.ambi.compat.audit;

import dev.ambi.bridge.ExtensionHost;
import dev.ambi.bridge.NumpyVersion;
import dev.ambi.bridge.abi.ApiSlot;
import dev.ambi.bridge.trace.TracedCall;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The process in which a binary is imported: it writes down what the binary called of NumPy's API.
 * Whatever the binary does to it, the audit is another process. See {@link ImportTracer}.
 */
final class TracedImport {
  /** What begins a line of the result: a call, why the import failed, that all is said. */
  static final String CALL = "call";

  static final String FAILED = "failed";
  static final String DONE = "done";

  /** For how many calls it is known where they came from. */
  private static final int CALLS = 1 << 16;

  private static final String OWN_LIBRARY = "libambi";

  private TracedImport() {}

  /**
   * Imports a module.
   *
   * @param args where to write the result, the file, the module (empty where the file says it), the
   *     version of NumPy, the shared library's name
   */
  static void main(String[] args) throws IOException {
    try (PrintWriter out =
        new PrintWriter(Files.newBufferedWriter(Path.of(args[0]), StandardCharsets.UTF_8))) {
      Path file = Path.of(args[1]);
      String module = args[2].isEmpty() ? null : args[2];
      try (ExtensionHost host = ExtensionHost.openTraced(NumpyVersion.of(args[3]), CALLS)) {
        try {
          host.load(file, module);
        } catch (RuntimeException | LinkageError e) {
          say(out, e);
        }
        write(host, args[4], out);
      } catch (UnsupportedOperationException | LinkageError e) {
        say(out, e);
      }
      out.println(DONE);
    }
    // What the binary has left to be done at exit, and its threads, are of no interest.
    Runtime.getRuntime().halt(0);
  }

  private static void say(PrintWriter out, Throwable e) {
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    out.println(FAILED + '\t' + message.strip().replaceAll("\\s*\\R\\s*", "; "));
  }

  /** The slots that the binary called, each with the lowest address that a call came back to. */
  private static void write(ExtensionHost host, String name, PrintWriter out) throws IOException {
    MappedCode code = MappedCode.read();
    Map<ApiSlot, Long> slots = new LinkedHashMap<>();
    for (TracedCall call : host.trace().calls()) {
      String caller = code.file(call.caller());
      boolean own = caller.equals(name);
      // A last call, which compilers make a jump, comes back to what called the binary.
      if (own || caller.isEmpty() || caller.startsWith(OWN_LIBRARY)) {
        long address = own ? code.offset(call.caller()) : Long.MAX_VALUE;
        slots.merge(call.function().slot(), address, Math::min);
      }
    }
    slots.forEach((slot, address) ->
        out.printf(
            "%s\t%s\t%d\t%d%n",
            CALL, slot.table(), slot.index(), address == Long.MAX_VALUE ? -1 : address));
  }
}
