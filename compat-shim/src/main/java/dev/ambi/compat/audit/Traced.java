package dev.ambi.compat.audit;

import dev.ambi.bridge.NumpyVersion;
import dev.ambi.bridge.load.ElfImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Adds to what the disassembly found what importing a binary tells. */
final class Traced {
  private static final Comparator<FunctionUse> ORDER =
      Comparator.comparing((FunctionUse use) -> use.table()).thenComparingInt(FunctionUse::slot);

  private final ElfImage image;
  private final List<NumpyVersion> accepted;
  private final NumpyVersion version;

  Traced(ElfImage image, List<NumpyVersion> accepted, NumpyVersion version) {
    this.image = image;
    this.accepted = accepted;
    this.version = version;
  }

  /** The uses with those that only the import showed; what came of it is added to the remarks. */
  List<FunctionUse> with(
      List<FunctionUse> found,
      Function<NumpyVersion, ImportTrace> importing,
      BuiltFor abi,
      List<String> remarks) {
    if (accepted.isEmpty()) {
      remarks.add("it was not imported to trace its calls: no known NumPy takes it");
      return found;
    }
    NumpyVersion emulated = accepted.contains(version) ? version : accepted.getLast();
    ImportTrace trace = importing.apply(emulated);
    List<FunctionUse> all = new ArrayList<>(found);
    for (ImportTrace.Call call : trace.calls()) {
      if (found.stream()
          .noneMatch(use -> use.table().equals(call.table()) && use.slot() == call.slot())) {
        String name = Reporter.name(call.table(), call.slot(), abi);
        all.add(
            new FunctionUse(
                name, call.table(), call.slot(), FunctionUse.TRACING, address(call.offset())));
      }
    }
    remarks.add(outcome(trace, all.size() - found.size(), emulated));
    all.sort(ORDER);
    return all;
  }

  private static String outcome(ImportTrace trace, int more, NumpyVersion emulated) {
    if (!trace.failure().isEmpty() && trace.calls().isEmpty()) {
      return "importing it showed no call: " + trace.failure();
    }
    String beyond =
        more == 0
            ? "all of them found by disassembly too"
            : more + " of them not found by disassembly";
    return "importing it in an emulated NumPy %s, it called %d functions, %s; what it calls later was not traced%s"
        .formatted(
            emulated,
            trace.calls().size(),
            beyond,
            trace.failure().isEmpty() ? "" : ". The import failed: " + trace.failure());
  }

  private long address(long offset) {
    for (ElfImage.Segment segment : image.segments()) {
      if (offset >= segment.offset() && offset < segment.offset() + segment.size()) {
        return segment.address() + (offset - segment.offset());
      }
    }
    return -1;
  }
}
