package dev.ambi.cli;

import dev.ambi.bridge.NumpyVersion;
import dev.ambi.compat.audit.BinaryReport;
import dev.ambi.compat.audit.BuiltFor;
import dev.ambi.compat.audit.FunctionUse;
import dev.ambi.compat.audit.Problem;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What an audit found, for people and as JSON. */
final class AuditText {
  private static final int WIDTH = 98;
  private static final String INDENT = "  ";

  private final NumpyVersion version;
  private final PrintStream out;

  AuditText(NumpyVersion version, PrintStream out) {
    this.version = version;
    this.out = out;
  }

  void show(List<BinaryReport> reports) {
    for (BinaryReport report : reports) {
      show(report);
    }
    long clean = reports.stream().filter(BinaryReport::isClean).count();
    out.printf(
        "%d %s: %d clean for NumPy %s, %d not%n",
        reports.size(),
        reports.size() == 1 ? "binary" : "binaries",
        clean,
        version,
        reports.size() - clean);
  }

  private void show(BinaryReport report) {
    out.println(report.file());
    wrap("built for " + builtFor(report));
    if (report.abi() != BuiltFor.NONE) {
      wrap(
          report.acceptedBy().isEmpty()
              ? "taken by no known NumPy"
              : "taken by NumPy " + versions(report));
    }
    wrap(symbols(report));
    if (!report.functions().isEmpty()) {
      out.println();
      TextTable table = new TextTable();
      for (FunctionUse use : report.functions()) {
        table.row(
            use.table(),
            Integer.toString(use.slot()),
            use.name(),
            use.address() < 0 ? use.how() : "%s, at 0x%x".formatted(use.how(), use.address()));
      }
      out.print(table.format(INDENT));
    }
    for (Problem problem : report.problems()) {
      out.println();
      wrap("PROBLEM for NumPy " + version + ": " + problem.summary() + ".");
      if (!problem.note().isEmpty()) {
        wrap(problem.note());
      }
    }
    for (String remark : report.remarks()) {
      out.println();
      wrap("Remark: " + remark + ".");
    }
    out.println();
  }

  private void wrap(String text) {
    out.print(TextTable.wrap(text, INDENT, WIDTH));
  }

  private static String builtFor(BinaryReport report) {
    String abi =
        switch (report.abi()) {
          case NUMPY_1 -> "NumPy 1.x";
          case NUMPY_2 -> "NumPy 2.x";
          case BOTH -> "NumPy 2.x, and 1.x too";
          case NONE -> "no NumPy: it asks for none of its tables";
        };
    return report.featureVersion().isEmpty()
        ? abi
        : abi
            + ", feature version %d or later (%s)"
                .formatted(
                    report.featureVersion().getAsInt(), since(report.featureVersion().getAsInt()));
  }

  private static String since(int feature) {
    return feature < NumpyVersion.known().getFirst().featureVersion()
        ? "older than NumPy " + NumpyVersion.known().getFirst()
        : NumpyVersion.releasesOf(feature);
  }

  private static String versions(BinaryReport report) {
    return report.acceptedBy().stream()
        .map(NumpyVersion::toString)
        .collect(Collectors.joining(", "));
  }

  private static String symbols(BinaryReport report) {
    int missing = report.symbolsMissing().size();
    return "needs %d symbols of Python's; Ambi has %s"
        .formatted(
            report.symbols().size(),
            missing == 0
                ? "all of them"
                : "all but " + missing + ": " + String.join(", ", report.symbolsMissing()));
  }

  /** The report as it stands in {@code --json}. */
  static Map<String, Object> json(BinaryReport report) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("file", report.file());
    json.put("abi", report.abi().label());
    json.put(
        "feature_version",
        report.featureVersion().isPresent() ? report.featureVersion().getAsInt() : null);
    json.put("accepted_by", report.acceptedBy().stream().map(NumpyVersion::toString).toList());
    json.put("functions", report.functions().stream().map(AuditText::json).toList());
    json.put("problems", report.problems().stream().map(AuditText::json).toList());
    json.put("symbols", report.symbols());
    json.put("symbols_missing", report.symbolsMissing());
    json.put("remarks", report.remarks());
    return json;
  }

  private static Map<String, Object> json(FunctionUse use) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", use.name());
    json.put("table", use.table());
    json.put("slot", use.slot());
    json.put("how", use.how());
    json.put("address", use.address() < 0 ? null : use.address());
    return json;
  }

  private static Map<String, Object> json(Problem problem) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", problem.kind());
    json.put("name", problem.name().isEmpty() ? null : problem.name());
    json.put("summary", problem.summary());
    json.put("note", problem.note());
    return json;
  }
}
