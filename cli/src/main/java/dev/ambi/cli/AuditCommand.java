package dev.ambi.cli;

import dev.ambi.bridge.ExtensionLoadException;
import dev.ambi.bridge.NumpyVersion;
import dev.ambi.compat.audit.Audit;
import dev.ambi.compat.audit.BinaryReport;
import dev.ambi.compat.audit.Tracing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code ambi audit}: what compiled extensions use of NumPy, and which versions take them. */
final class AuditCommand {
  private static final int NOT_CLEAN = 1;
  private static final int UNREADABLE = 2;

  private AuditCommand() {}

  /**
   * Runs the command.
   *
   * @param words the words after {@code audit}
   * @return the exit status: 0 if all binaries are clean, 1 if one is not, 2 if one cannot be read
   * @throws UsageException when the words make no sense
   */
  static int run(List<String> words, Console console) {
    if (SourceAuditCommand.isMeant(words)) {
      return SourceAuditCommand.run(words, console);
    }
    Options options =
        Options.parse("audit", words, Set.of("--json", "--trace", "--no-trace"), Set.of("--for"));
    if (options.has("--help")) {
      console.out().print(Help.of("audit"));
      return 0;
    }
    if (options.positional().isEmpty()) {
      throw options.wrong("which binary? A .so or a .whl is expected");
    }
    NumpyVersion version = version(options);
    Audit audit = Audit.forVersion(version).tracing(tracing(options));
    List<BinaryReport> reports = new ArrayList<>();
    List<Map<String, Object>> unread = new ArrayList<>();
    for (String file : options.positional()) {
      try {
        reports.addAll(audit.of(Target.path(file)));
      } catch (ExtensionLoadException | IllegalArgumentException e) {
        console.err().println("ambi audit: " + e.getMessage());
        console.trace(e);
        unread.add(unread(file, e));
      }
    }
    if (options.has("--json")) {
      List<Object> all = new ArrayList<>();
      reports.forEach(report -> all.add(AuditText.json(report)));
      all.addAll(unread);
      console.out().println(JsonWriter.write(all));
    } else {
      new AuditText(version, console.out()).show(reports);
    }
    boolean clean = reports.stream().allMatch(BinaryReport::isClean);
    return !unread.isEmpty() ? UNREADABLE : clean ? 0 : NOT_CLEAN;
  }

  private static Tracing tracing(Options options) {
    if (options.has("--trace") && options.has("--no-trace")) {
      throw options.wrong("--trace and --no-trace contradict each other");
    }
    return options.has("--trace")
        ? Tracing.ALWAYS
        : options.has("--no-trace") ? Tracing.NEVER : Tracing.WHERE_NEEDED;
  }

  private static NumpyVersion version(Options options) {
    String name = options.value("--for", NumpyVersion.newest(2).toString());
    try {
      NumpyVersion version = NumpyVersion.of(name);
      if (version.isAuto()) {
        throw options.wrong("--for: auto is no version; name one, such as 2.4");
      }
      return version;
    } catch (IllegalArgumentException e) {
      throw options.wrong("--for: " + e.getMessage());
    }
  }

  private static Map<String, Object> unread(String file, Exception e) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("file", file);
    entry.put("error", e.getMessage());
    return entry;
  }
}
