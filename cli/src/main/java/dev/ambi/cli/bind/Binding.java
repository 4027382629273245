package dev.ambi.cli.bind;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A kernel interface for a C header.
 *
 * @param source the Java file
 * @param className its name, without {@code .java}
 * @param functions how many functions it has
 * @param remarks what is not in it, in the order of the header
 */
public record Binding(String source, String className, int functions, List<Remark> remarks) {

  /**
   * How a header is bound.
   *
   * @param header the header
   * @param packageName the package of the interface; empty for none
   * @param className its simple name
   * @param library the library's name for {@code Library.find}; null for no {@code load()}
   * @param include which functions, by their whole names; null for all
   * @param headers which included headers' functions are wanted too, by a part of their paths; null
   *     for none
   * @param as what parameters are to be, as {@code FUNCTION.PARAMETER=FORM}
   * @param errno the functions whose errno is taken
   * @param critical the functions that are short and do not call back
   * @param defines macros, as {@code NAME} or {@code NAME=VALUE}
   * @param includeDirs where included headers are looked for first
   * @param prelude headers that are read before
   * @param exported whether the library has a function; null where that is not asked
   * @param compiler the C compiler that preprocesses; null for none
   * @param limit how long it may take
   */
  public record Options(
      Path header,
      String packageName,
      String className,
      String library,
      Pattern include,
      Pattern headers,
      List<String> as,
      List<String> errno,
      List<String> critical,
      List<String> defines,
      List<Path> includeDirs,
      List<String> prelude,
      Predicate<String> exported,
      String compiler,
      Duration limit) {

    boolean isOwn(String file) {
      return file.equals(header.toString()) || (headers != null && headers.matcher(file).find());
    }
  }

  /**
   * Binds a header.
   *
   * @param options how
   * @return the interface
   * @throws IOException when the header, or one that it includes, cannot be read
   * @throws BindException when none can be made of it
   */
  public static Binding of(Options options) throws IOException {
    if (!Files.exists(options.header())) {
      throw new NoSuchFileException(options.header().toString());
    }
    Budget budget = new Budget(System.nanoTime() + options.limit().toNanos());
    Includes includes = new Includes(options.includeDirs());
    CompilerOutput input =
        options.compiler() == null
            ? preprocessed(options, includes, budget)
            : compiled(options, budget);
    CHeader header = new CHeader();
    DeclarationReader reader = new DeclarationReader(header, options::isOwn, budget);
    try {
      for (Chunk chunk : Splitter.chunks(input.tokens())) {
        reader.read(chunk);
      }
    } catch (BindException e) {
      if (includes.missing().isEmpty()) {
        throw e;
      }
      throw new BindException(
          e.getMessage()
              + "; it includes what is not found: "
              + String.join(", ", includes.missing()));
    }
    CTypes types = new CTypes(header);
    types.check();
    types.computeConstants(options::isOwn);
    List<JavaInterface.Constants> constants =
        new ConstantMapper(header, types, options::isOwn)
            .constants(input.macros(), new MacroExpander(input.macros(), budget));
    JavaInterface made = new JavaMapper(header, types, options, options::isOwn).map(constants);
    List<Remark> remarks = new ArrayList<>(header.remarks());
    remarks.addAll(made.leftOut());
    if (header.functions().isEmpty() && !included(options, input.tokens()).isEmpty()) {
      remarks.add(
          new Remark(
              new Place(options.header().toString(), 0),
              "it declares no function itself; --headers REGEX takes those of included headers too:"
                  + " "
                  + included(options, input.tokens()),
              false));
    }
    for (String missing : includes.missing()) {
      remarks.add(
          new Remark(
              new Place(options.header().toString(), 0),
              "it includes " + missing + ", which is not found",
              false));
    }
    if (made.methods().isEmpty() && made.constants().isEmpty() && made.records().isEmpty()) {
      throw new BindException(nothing(options, header, remarks));
    }
    return new Binding(
        JavaWriter.write(made), options.className(), made.methods().size(), List.copyOf(remarks));
  }

  private static CompilerOutput preprocessed(Options options, Includes includes, Budget budget)
      throws IOException {
    Preprocessor preprocessor = new Preprocessor(includes, budget);
    preprocessor.readText("standard.h", Includes.resource("standard.h"));
    StringBuilder before = new StringBuilder();
    for (String define : options.defines()) {
      int equals = define.indexOf('=');
      before.append("#define ").append(equals < 0 ? define : define.substring(0, equals));
      before.append(' ').append(equals < 0 ? "1" : define.substring(equals + 1)).append('\n');
    }
    for (String name : options.prelude()) {
      before.append("#include <").append(name).append(">\n");
    }
    preprocessor.readText("--define", before.toString());
    preprocessor.read(options.header());
    return new CompilerOutput(preprocessor.tokens(), preprocessor.macros());
  }

  private static CompilerOutput compiled(Options options, Budget budget) throws IOException {
    List<String> arguments = new ArrayList<>();
    options.defines().forEach(define -> arguments.add("-D" + define));
    options.includeDirs().forEach(directory -> arguments.add("-I" + directory));
    options.prelude().forEach(name -> arguments.addAll(List.of("-include", name)));
    return CompilerOutput.of(
        options.compiler(), arguments, options.header(), budget, options.limit());
  }

  /** Some of the files that are included, with commas. */
  private static String included(Options options, List<Token> tokens) {
    return tokens.stream()
        .map(t -> t.place().file())
        .distinct()
        .filter(f -> !options.isOwn(f) && f.contains("/"))
        .limit(5)
        .collect(Collectors.joining(", "));
  }

  private static String nothing(Options options, CHeader header, List<Remark> remarks) {
    StringBuilder text = new StringBuilder("there is nothing to bind in " + options.header());
    if (options.include() != null && !header.functions().isEmpty()) {
      text.append(
          ": of its %d functions none matches --include %s"
              .formatted(header.functions().size(), options.include()));
    }
    remarks.forEach(r -> text.append("\n  ").append(r));
    return text.toString();
  }
}
