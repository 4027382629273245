package dev.ambi.cli.bind;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What the machine's C compiler makes of a header: {@code cc -E -dD}, with the system's own headers
 * and the compiler's own macros.
 */
record CompilerOutput(List<Token> tokens, Map<String, Macro> macros) {

  /**
   * Runs the compiler.
   *
   * @param compiler the command, such as {@code cc}
   * @param arguments what it is given besides
   * @throws IOException when it cannot be run
   * @throws BindException when it refuses the header
   */
  static CompilerOutput of(
      String compiler, List<String> arguments, Path header, Budget budget, Duration limit)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(compiler, "-E", "-dD", "-x", "c"));
    command.addAll(arguments);
    command.add(header.toString());
    Path out = Files.createTempFile("ambi-bind-", ".i");
    Path err = Files.createTempFile("ambi-bind-", ".txt");
    try {
      Process process = start(command, out, err);
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new BindException(compiler + " takes too long to read " + header);
      }
      if (process.exitValue() != 0) {
        String said = new String(Files.readAllBytes(err), StandardCharsets.UTF_8).strip();
        throw new BindException(compiler + " refuses " + header + ":\n" + said);
      }
      return read(HeaderText.of(out), budget);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  private static Process start(List<String> command, Path out, Path err) {
    try {
      return new ProcessBuilder(command)
          .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
          .redirectOutput(out.toFile())
          .redirectError(err.toFile())
          .start();
    } catch (IOException e) {
      throw new BindException(
          "--preprocess: the compiler '%s' cannot be run (%s); without --preprocess none is needed"
              .formatted(command.getFirst(), e.getMessage()));
    }
  }

  /** Reads its output: text with marks that say of which line of which file it is. */
  static CompilerOutput read(String output, Budget budget) {
    List<Token> all = Lexer.tokens("", output);
    budget.spend(all.size());
    List<Token> text = new ArrayList<>();
    Map<String, Macro> macros = new LinkedHashMap<>();
    String file = "";
    // What is added to a line of the output, so that it is the one of the file.
    int shift = 0;
    int i = 0;
    while (i < all.size()) {
      int end = i + 1;
      while (end < all.size() && !all.get(end).first()) {
        end++;
      }
      List<Token> line = all.subList(i, end);
      i = end;
      int number = line.getFirst().place().line();
      Place place = new Place(file, number + shift);
      if (!line.getFirst().is("#")) {
        int shiftNow = shift;
        String fileNow = file;
        for (Token t : line) {
          Place at = new Place(fileNow, t.place().line() + shiftNow);
          text.add(new Token(t.kind(), t.text(), at, t.spaced(), t.first(), t.hidden()));
        }
      } else if (line.size() > 2 && line.get(1).kind() == Token.Kind.NUMBER) {
        shift = Integer.parseInt(line.get(1).text()) - number - 1;
        String name = line.get(2).text();
        file = name.substring(1, Math.max(1, name.length() - 1)).replace("\\\\", "\\");
      } else if (line.size() > 2 && line.get(1).is("define")) {
        Macro macro = Macro.read(line.subList(2, line.size()), place);
        macros.remove(macro.name());
        macros.put(macro.name(), macro);
      } else if (line.size() > 2 && line.get(1).is("undef")) {
        macros.remove(line.get(2).text());
      } else if (line.size() > 1 && line.get(1).is("pragma")) {
        text.add(Token.of(Token.Kind.PRAGMA, Token.text(line.subList(2, line.size())), place));
      }
    }
    return new CompilerOutput(text, macros);
  }
}
