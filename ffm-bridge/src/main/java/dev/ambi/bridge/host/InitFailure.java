package dev.ambi.bridge.host;

import dev.ambi.bridge.ExtensionLoadException;
import dev.ambi.bridge.ExtensionLoadException.Reason;
import dev.ambi.bridge.NumpyVersion;
import dev.ambi.bridge.PythonException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Why a module's initialisation failed, in words: most of all, what NumPy it was built for. */
final class InitFailure {
  /** What {@code import_array} of the headers of NumPy 1.x and 2.x raises. */
  private static final Pattern VERSIONS =
      Pattern.compile("(ABI|API) version 0x([0-9a-f]+).*?0x([0-9a-f]+)", Pattern.DOTALL);

  private InitFailure() {}

  /**
   * The exception to throw.
   *
   * @param refused the NumPy module that the binary asked for and this host does not offer, or null
   * @param failure what the initialisation raised; what it printed is suppressed in it
   */
  static ExtensionLoadException explain(
      HostState host, Path file, String module, String refused, PythonException failure) {
    if (refused != null) {
      return new ExtensionLoadException(
          Reason.NUMPY_VERSION,
          file,
          "%s was built for NumPy 1.x (it asks for %s); this host emulates NumPy %s, which cannot run a binary built for"
                  .formatted(module, refused, host.numpyVersion())
              + " 1.x. A host with NumPy version \"auto\" runs it",
          failure);
    }
    return Stream.concat(Stream.of(failure), Stream.of(failure.getSuppressed()))
        .filter(PythonException.class::isInstance)
        .map(t -> VERSIONS.matcher(((PythonException) t).text()))
        .filter(Matcher::find)
        .findFirst()
        .map(m -> versions(host, file, module, m, failure))
        .orElseGet(() ->
            new ExtensionLoadException(
                Reason.INIT_FAILED,
                file,
                "the initialisation of "
                    + module
                    + " failed: "
                    + failure.type()
                    + ": "
                    + failure.text(),
                failure));
  }

  private static ExtensionLoadException versions(
      HostState host, Path file, String module, Matcher m, PythonException failure) {
    int wanted = Integer.parseInt(m.group(2), 16);
    int offered = Integer.parseInt(m.group(3), 16);
    String words =
        m.group(1).equals("ABI")
            ? "%s was built for NumPy ABI 0x%x; this host emulates NumPy %s, whose ABI is 0x%x. A host with NumPy version"
                    .formatted(module, wanted, host.numpyVersion(), offered)
                + " \"auto\" may run it"
            : "%s demands C-API feature version %d (%s or newer); this host emulates NumPy %s, which has feature version %d"
                .formatted(
                    module, wanted, NumpyVersion.releasesOf(wanted), host.numpyVersion(), offered);
    return new ExtensionLoadException(Reason.NUMPY_VERSION, file, words, failure);
  }
}
