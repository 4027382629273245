package dev.ambi.compat.audit;

import dev.ambi.bridge.NumpyVersion;
import dev.ambi.bridge.abi.ApiSlot;
import dev.ambi.bridge.abi.Implemented;
import dev.ambi.bridge.load.ElfImage;
import dev.ambi.bridge.load.ElfSymbol;
import dev.ambi.bridge.load.NumpyHints;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Function;

/** Puts together what is known of one binary. */
final class Reporter {
  private static final int ABI_2 = 0x02000000;

  /** The first feature version of NumPy 2. */
  private static final int FEATURE_2 = 18;

  private final ElfImage image;
  private final NumpyVersion version;
  private final NumpyHints hints;
  private final Disassembly code;
  private final List<String> remarks = new ArrayList<>();

  Reporter(ElfImage image, NumpyVersion version) {
    this.image = image;
    this.version = version;
    this.hints = NumpyHints.of(image);
    this.code = image.isX86() && Disassembler.missing() == null ? Disassembly.of(image) : null;
  }

  BinaryReport report() {
    return report(Tracing.NEVER, v -> ImportTrace.none("nothing may be run"));
  }

  BinaryReport report(Tracing tracing, Function<NumpyVersion, ImportTrace> importing) {
    OptionalInt feature = feature();
    BuiltFor abi = abi(feature);
    List<NumpyVersion> accepted =
        NumpyVersion.known().stream().filter(v -> accepts(v, abi, feature)).toList();
    List<FunctionUse> functions = code == null ? List.of() : functions(abi);
    remark(functions);
    remarkDtype();
    if (isTraced(tracing, abi)) {
      functions = new Traced(image, accepted, version).with(functions, importing, abi, remarks);
    }
    List<String> symbols = symbols();
    return new BinaryReport(
        image.file().toString(),
        abi,
        feature,
        accepted,
        functions,
        new Problems(version, abi, feature, accepted).of(functions),
        symbols,
        symbols.stream().filter(name -> !Implemented.has(name)).toList(),
        remarks);
  }

  private List<String> symbols() {
    return image.undefined().stream()
        .filter(symbol -> symbol.binding() != ElfSymbol.Binding.WEAK)
        .map(ElfSymbol::name)
        .filter(name -> name.startsWith("Py") || name.startsWith("_Py"))
        .sorted()
        .toList();
  }

  /** What the code compares with; what the binary says of itself in a text if that is not found. */
  private OptionalInt feature() {
    if (code != null && code.versions().feature().isPresent()) {
      return code.versions().feature();
    }
    return hints.featureVersion().stream()
        .flatMap(release -> NumpyVersion.known().stream().filter(v -> v.toString().equals(release)))
        .mapToInt(NumpyVersion::featureVersion)
        .findFirst();
  }

  private BuiltFor abi(OptionalInt feature) {
    boolean old = feature.isPresent() && feature.getAsInt() < FEATURE_2;
    if (code != null && code.versions().exactAbi() != 0) {
      return BuiltFor.NUMPY_1;
    }
    if (code != null && code.versions().largestAbi() >= ABI_2) {
      return old ? BuiltFor.BOTH : BuiltFor.NUMPY_2;
    }
    return switch (hints.asks()) {
      case NUMPY_1 -> BuiltFor.NUMPY_1;
      case NUMPY_2 -> BuiltFor.NUMPY_2;
      case BOTH -> old || feature.isEmpty() ? BuiltFor.BOTH : BuiltFor.NUMPY_2;
      case NONE -> isMet(NumpyVersion.newest(2)) ? composed() : BuiltFor.NUMPY_1;
    };
  }

  /** A binary that has a table's name but no module's makes up the module's name as it runs. */
  private BuiltFor composed() {
    if (!ApiTable.areNamedIn(image)) {
      return BuiltFor.NONE;
    }
    remarks.add(
        "the name of NumPy's module is put together at run time, as pybind11 does from 2.12 on,"
            + " which is built for both ABIs");
    return BuiltFor.BOTH;
  }

  private boolean isMet(NumpyVersion v) {
    return code == null || DtypeDemand.isMet(code.dtypeSize(), v);
  }

  private boolean accepts(NumpyVersion v, BuiltFor abi, OptionalInt feature) {
    if (!isMet(v)) {
      return false;
    }
    if (feature.isPresent() && v.featureVersion() < feature.getAsInt()) {
      return false;
    }
    return switch (abi) {
      case NUMPY_1 -> v.major() == 1;
      // NumPy 1.26 has the module's new name too; a build for older ones asks for both names.
      case NUMPY_2, BOTH ->
          v.major() > 1
              || hints.asks() != NumpyHints.Asks.NUMPY_2
              || v.featureVersion() == NumpyVersion.of("1.26").featureVersion() && v.minor() == 26;
      case NONE -> true;
    };
  }

  private boolean isTraced(Tracing tracing, BuiltFor abi) {
    return switch (tracing) {
      case NEVER -> false;
      case WHERE_NEEDED -> code != null && code.isIncomplete();
      case ALWAYS -> abi != BuiltFor.NONE;
    };
  }

  private List<FunctionUse> functions(BuiltFor abi) {
    List<FunctionUse> functions = new ArrayList<>();
    for (ApiTable table : ApiTable.ALL) {
      for (Map.Entry<Integer, Long> use : code.uses().of(table).entrySet()) {
        String name = name(table.label, use.getKey(), abi);
        if (name == null) {
          remarks.add(
              "slot %d of the %s table is read, which no known NumPy has"
                  .formatted(use.getKey(), table.label));
          name = "slot " + use.getKey();
        }
        functions.add(
            new FunctionUse(
                name, table.label, use.getKey(), FunctionUse.DISASSEMBLY, use.getValue()));
      }
    }
    return functions;
  }

  /** What the ABI of the binary has in a slot; what the other has if that is nothing; or null. */
  static String name(String table, int index, BuiltFor abi) {
    ApiSlot slot = Problems.slot(table, index);
    if (slot == null) {
      return null;
    }
    return abi == BuiltFor.NUMPY_1 && slot.name1() != null ? slot.name1() : slot.name();
  }

  private void remarkDtype() {
    if (ApiTable.areNamedIn(image)) {
      return;
    }
    if (code == null && DtypeDemand.isIn(image)) {
      remarks.add(
          "a module of Cython's, which compares the size of numpy.dtype with that in the headers it"
              + " was built with: where those are of NumPy 1.x, no NumPy 2 takes it; which they are"
              + " can be told of x86-64 binaries only");
    } else if (!isMet(NumpyVersion.newest(2))) {
      remarks.add(
          "it asks for none of NumPy's tables, but as a module of Cython's it wants a numpy.dtype of at least %d bytes, as the headers had it: that of NumPy %s has %d, and the import ends with \"numpy.dtype size changed\""
              .formatted(
                  code.dtypeSize().getAsLong(),
                  NumpyVersion.newest(2),
                  DtypeDemand.sizeIn(NumpyVersion.newest(2))));
    }
  }

  private void remark(List<FunctionUse> functions) {
    if (code == null) {
      remarks.add(
          image.isX86()
              ? "which functions it uses cannot be told: there is no disassembler here ("
                  + Disassembler.missing()
                  + ")"
              : "built for "
                  + image.machine()
                  + ": which functions it uses can be told of x86-64 binaries only");
      return;
    }
    if (code.tables().hasNames() && functions.isEmpty()) {
      remarks.add("it names NumPy's tables, but no use of them was found in its code");
    }
    if (code.uses().escapes() > 0) {
      remarks.add(
          "at %d %s a table's pointer goes where it cannot be followed: there may be more uses"
              .formatted(code.uses().escapes(), code.uses().escapes() == 1 ? "place" : "places"));
    }
    if (code.uses().computedSlots() > 0) {
      remarks.add("some slots are computed at run time: there may be more uses");
    }
    if (code.uses().isCutShort()) {
      remarks.add("its code is too involved to be followed to the end: there may be more uses");
    }
  }
}
