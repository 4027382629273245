package dev.ambi.cli;

import dev.ambi.bridge.kernel.KernelLinkException;
import dev.ambi.bridge.kernel.Library;
import dev.ambi.cli.bind.BindException;
import dev.ambi.cli.bind.BindNames;
import dev.ambi.cli.bind.Binding;
import dev.ambi.cli.bind.Remark;
import dev.ambi.cli.syntax.SyntaxTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** {@code ambi bind}: the kernel interface of a C header. */
final class BindCommand {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int LEFT_OUT = 1;
  private static final int IMPOSSIBLE = 2;

  private static final Set<String> FLAGS = Set.of("--preprocess", "--check", "--quiet");
  private static final Set<String> VALUED =
      Set.of(
          "--library", "--package", "--class", "--output", "--include", "--headers", "--compiler");
  private static final Set<String> REPEATED =
      Set.of("--define", "--include-dir", "--prelude", "--as", "--errno", "--critical");

  private BindCommand() {}

  /**
   * Runs the command.
   *
   * @param words the words after {@code bind}
   * @return the exit status: 0 if every function is bound, 1 if some are left out, 2 if the header
   *     cannot be bound
   * @throws UsageException when the words make no sense
   */
  static int run(List<String> words, Console console) {
    Options options = Options.parse("bind", words, FLAGS, VALUED, REPEATED);
    if (options.has("--help")) {
      console.out().print(Help.of("bind"));
      return 0;
    }
    Binding.Options how = how(options);
    String output = options.value("--output", null);
    try {
      Binding binding = Binding.of(how);
      write(binding, output, console);
      if (!options.has("--quiet")) {
        binding.remarks().forEach(r -> console.err().println("ambi bind: " + r));
      }
      return binding.remarks().stream().anyMatch(Remark::leftOut) ? LEFT_OUT : 0;
    } catch (BindException | SyntaxTree.TooHardException e) {
      console.err().println("ambi bind: " + e.getMessage());
      console.trace(e);
      return IMPOSSIBLE;
    } catch (IOException e) {
      console.err().println("ambi bind: " + Failure.of(e));
      console.trace(e);
      return IMPOSSIBLE;
    }
  }

  private static Binding.Options how(Options options) {
    if (options.only() == null) {
      throw options.wrong("which header?");
    }
    Path header = path(options.only(), options);
    String packageName = options.value("--package", "");
    if (!packageName.isEmpty() && !BindNames.isPackage(packageName)) {
      throw options.wrong("--package: " + packageName + " is no name of a package");
    }
    String library = options.value("--library", null);
    if (library != null && (library.isBlank() || library.indexOf('/') >= 0)) {
      throw options.wrong(
          "--library: a name is expected, as in -lopenblas, and no file: " + library);
    }
    String name = options.value("--class", null);
    if (name == null) {
      String base = library == null ? header.getFileName().toString() : library;
      name = BindNames.className(base);
    } else if (!BindNames.isClass(name)) {
      throw options.wrong("--class: " + name + " is no name that a class can have here");
    }
    return new Binding.Options(
        header,
        packageName,
        name,
        library,
        pattern("--include", options),
        pattern("--headers", options),
        options.values("--as"),
        options.values("--errno"),
        options.values("--critical"),
        options.values("--define"),
        options.values("--include-dir").stream().map(d -> path(d, options)).toList(),
        options.values("--prelude"),
        exported(library, options),
        options.has("--preprocess") || options.has("--compiler")
            ? options.value("--compiler", "cc")
            : null,
        LIMIT);
  }

  /** Asks the library itself, which is loaded for that. */
  private static Predicate<String> exported(String library, Options options) {
    if (!options.has("--check")) {
      return null;
    }
    if (library == null) {
      throw options.wrong("--check: --library names the library that is to have the functions");
    }
    try {
      Library found = Library.find(library);
      return symbol -> found.lookup(symbol).isPresent();
    } catch (KernelLinkException e) {
      throw options.wrong("--check: " + e.getMessage());
    }
  }

  private static Path path(String name, Options options) {
    try {
      Path path = Target.path(name);
      if (path.getFileName() == null) {
        throw options.wrong(name + " is no file");
      }
      return path;
    } catch (IllegalArgumentException e) {
      throw options.wrong(e.getMessage());
    }
  }

  private static Pattern pattern(String option, Options options) {
    String regex = options.value(option, null);
    try {
      return regex == null ? null : Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw options.wrong(option + ": " + e.getMessage());
    }
  }

  private static void write(Binding binding, String output, Console console) throws IOException {
    if (output == null || output.equals("-")) {
      console.out().print(binding.source());
      return;
    }
    Path file = Path.of(output);
    if (file.toAbsolutePath().getParent() != null) {
      Files.createDirectories(file.toAbsolutePath().getParent());
    }
    Files.writeString(file, binding.source());
  }
}
