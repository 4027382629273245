package dev.ambi.cli;

import dev.ambi.bridge.ExtensionHost;
import dev.ambi.bridge.ExtensionModule;
import dev.ambi.bridge.Keyword;
import dev.ambi.bridge.NumpyVersion;
import dev.ambi.bridge.Value;
import dev.ambi.bridge.load.NumpyHints;
import dev.ambi.bridge.load.Wheel;
import dev.ambi.core.NDArray;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** {@code ambi demo}: a binary for NumPy 1.x and one for 2.x, on one array. */
final class DemoCommand {
  private static final String DATA = "tests/data/jfk_weather_2013.npy";
  private static final List<String> VERSIONS = List.of("1.3.8", "1.6.0");
  private static final List<String> MODULES =
      List.of("reduce", "nonreduce", "nonreduce_axis", "move");
  private static final String ROW = "%-37s %-27s %-27s %s";

  private final PrintStream out;

  private DemoCommand(PrintStream out) {
    this.out = out;
  }

  /** Runs the command; the status is 1 when the binaries differ, or a Python is found. */
  static int run(List<String> words, Console console) {
    if (words.contains("--help") || words.contains("-h")) {
      console.out().print(Help.of("demo"));
      return 0;
    }
    if (!words.isEmpty()) {
      throw new UsageException("demo", "it takes no argument: " + words.getFirst());
    }
    try {
      CloneFiles files = CloneFiles.find();
      List<Path> wheels =
          files.wheels(VERSIONS.stream().map("bottleneck=="::concat).toArray(String[]::new));
      NDArray weather = NDArray.load(files.file(DATA));
      return new DemoCommand(console.out()).show(wheels, weather) ? 0 : 1;
    } catch (Exception e) {
      console.out().flush();
      console.report(Failure.of(e), e);
      return 1;
    }
  }

  private boolean show(List<Path> wheels, NDArray weather) throws IOException {
    long missing = Arrays.stream(weather.toDoubleArray()).filter(Double::isNaN).count();
    out.printf(
        Locale.ROOT,
        "x       %s: %s %s, %,d values, %,d of them NaN%n",
        DATA,
        weather.dtype(),
        weather.shape(),
        weather.size(),
        missing);
    out.println("        the weather at New York's JFK airport, every hour of 2013, nine columns");
    out.println("        views of x, no copies: temp = x[:, 0], gust = x[:, 5], rain = x[:, 6]");
    out.println();
    try (ExtensionHost host = ExtensionHost.open()) {
      Binary[] binaries = {
        new Binary(host, VERSIONS.get(0), wheels.get(0)),
        new Binary(host, VERSIONS.get(1), wheels.get(1))
      };
      introduce(binaries);
      boolean agree = compare(binaries, weather);
      boolean free = proveNoPython();
      return agree && free;
    }
  }

  private void introduce(Binary... binaries) {
    row("", "Bottleneck 1.3.8", "Bottleneck 1.6.0", "");
    row("asks for the table of", asks(binaries[0]), asks(binaries[1]), "");
    row("demands the feature version of", demands(binaries[0]), demands(binaries[1]), "");
    row("got the ABI of", abi(binaries[0]), abi(binaries[1]), "");
    row("was told the feature version", feature(binaries[0]), feature(binaries[1]), "");
    out.println();
  }

  private void row(Object... cells) {
    out.println(String.format(ROW, cells).stripTrailing());
  }

  /** The packages whose table it imports, the second where it does not find the first. */
  private static String asks(Binary binary) {
    return binary.hints.modules().stream()
        .filter(module -> module.endsWith("._multiarray_umath"))
        .map(module -> module.substring(0, module.lastIndexOf('.')))
        .collect(Collectors.joining(", else "));
  }

  private static String demands(Binary binary) {
    return binary.hints.featureVersion().map("NumPy "::concat).orElse("(does not say)");
  }

  private static String abi(Binary binary) {
    return binary.modules[0].numpyAbi();
  }

  private static String feature(Binary binary) {
    int version = binary.modules[0].featureVersion();
    String releases =
        String.join(
            ", ",
            NumpyVersion.known().stream()
                .filter(known -> known.featureVersion() == version)
                .map(NumpyVersion::toString)
                .toList());
    return String.format("0x%x (NumPy %s)", version, releases);
  }

  /** One version of Bottleneck, its modules loaded. */
  private static final class Binary {
    private final ExtensionModule[] modules = new ExtensionModule[MODULES.size()];
    private final NumpyHints hints;

    Binary(ExtensionHost host, String version, Path wheel) throws IOException {
      if (!wheel.getFileName().toString().contains("-" + version + "-")) {
        throw new IOException("expected a wheel of Bottleneck " + version + ": " + wheel);
      }
      hints = NumpyHints.of(Wheel.open(wheel).unpack().find("bottleneck." + MODULES.getFirst()));
      for (int i = 0; i < modules.length; i++) {
        modules[i] = host.load(wheel, "bottleneck." + MODULES.get(i));
      }
    }

    Value answer(DemoCall call) {
      return call.answer(modules[MODULES.indexOf(call.module())]);
    }
  }

  private static List<DemoCall> calls(NDArray weather) {
    DemoCall.Named x = new DemoCall.Named("x", weather);
    DemoCall.Named temp = new DemoCall.Named("temp", weather.get(":, 0"));
    DemoCall.Named gust = new DemoCall.Named("gust", weather.get(":, 5"));
    DemoCall.Named rain = new DemoCall.Named("rain", weather.get(":, 6"));
    Keyword byColumn = Keyword.of("axis", 0);
    return List.of(
        DemoCall.of("reduce", "nanmean", temp),
        DemoCall.of("reduce", "nanmean", x, byColumn),
        DemoCall.of("reduce", "nanmedian", x, byColumn),
        DemoCall.of("reduce", "nanstd", temp),
        DemoCall.of("reduce", "nansum", rain),
        DemoCall.of("reduce", "nanargmax", gust),
        DemoCall.of("reduce", "anynan", x, byColumn),
        DemoCall.inPlace("nonreduce", "replace", x, Double.NaN, -1.0),
        DemoCall.of("nonreduce_axis", "nanrankdata", temp),
        DemoCall.of("nonreduce_axis", "partition", temp, 100),
        DemoCall.of("nonreduce_axis", "push", gust),
        DemoCall.of("move", "move_mean", temp, 24, 1),
        DemoCall.of("move", "move_median", temp, 24, 1),
        DemoCall.of("move", "move_max", gust, 168, 1));
  }

  private boolean compare(Binary[] binaries, NDArray weather) {
    row("call", "answer of 1.3.8", "answer of 1.6.0", "bits");
    out.println("-".repeat(98));
    List<DemoCall> calls = calls(weather);
    int agreeing = 0;
    for (DemoCall call : calls) {
      Value first = binaries[0].answer(call);
      Value second = binaries[1].answer(call);
      boolean same = Bits.same(first, second);
      agreeing += same ? 1 : 0;
      row(call, Cell.of(first), Cell.of(second), same ? "same" : "DIFFER");
    }
    out.println();
    out.printf("%d of %d answers agree bit for bit.%n", agreeing, calls.size());
    return agreeing == calls.size();
  }

  private boolean proveNoPython() throws IOException {
    if (!MappedFiles.areKnown()) {
      out.println("Which files this process has mapped can only be told on Linux.");
      return true;
    }
    MappedFiles mapped = MappedFiles.now();
    List<Path> pythons = mapped.pythons();
    List<Path> extensions = mapped.extensions();
    out.println();
    out.printf(
        "This process has code of %d files mapped (/proc/self/maps). Python's interpreter: %s.%n",
        mapped.files().size(), pythons.isEmpty() ? "none" : pythons);
    out.printf("What stands in for it: %s. The extensions:%n", mapped.namesOf("libambi"));
    extensions.forEach(file -> out.println("  " + Cell.shorten(file.toString(), 97)));
    return pythons.isEmpty();
  }
}
