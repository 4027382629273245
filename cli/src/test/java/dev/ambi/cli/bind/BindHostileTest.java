package dev.ambi.cli.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.ambi.cli.syntax.SyntaxTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers that nobody would write: an exception in words, or an interface. */
class BindHostileTest {
  private static final Path EVERYTHING =
      Path.of("src/test/resources/dev/ambi/cli/bind/everything.h");
  private static final String[] PIECES = {
    "(",
    ")",
    "{",
    "}",
    "[",
    "]",
    ";",
    ",",
    "*",
    "#",
    "##",
    "\\\n",
    "\"",
    "'",
    "/*",
    "*/",
    "//",
    "struct",
    "union",
    "enum",
    "typedef",
    "const",
    "int",
    "...",
    "=",
    ":",
    "extern \"C\" {",
    "0",
    "__attribute__((packed))",
    "#define x(",
    "#if",
    "#endif",
    "#pragma pack(1)\n",
    "_Complex",
    "\u00e4",
    "\0",
    "static",
    "unsigned",
    "99999999999",
    "typedef struct s s;",
    "__asm__(\"a\")"
  };

  /** Of so many interfaces one is compiled. */
  private static final int EVERY = Integer.getInteger("ambi.test.bind.every", 8);

  @TempDir private Path dir;

  private int bound;
  private int refused;

  private void bind(byte[] text) throws IOException {
    Path header = Files.write(dir.resolve("hostile.h"), text);
    Files.copy(
        EVERYTHING.resolveSibling("everything_config.h"),
        dir.resolve("everything_config.h"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    long start = System.nanoTime();
    try {
      Binding binding = Binding.of(Headers.options(header));
      if (++bound % EVERY == 0) {
        CompiledJava.load(dir, binding);
      }
    } catch (BindException | SyntaxTree.TooHardException e) {
      assertThat(e).hasMessageNotContaining("null");
      refused++;
    } catch (RuntimeException | Error e) {
      fail("for\n" + new String(text, StandardCharsets.UTF_8), e);
    }
    assertThat(System.nanoTime() - start).isLessThan(90_000_000_000L);
  }

  @Test
  void mutatedHeaders() throws IOException {
    byte[] whole = Files.readAllBytes(EVERYTHING);
    Random random = new Random(1);
    long end = System.nanoTime() + 6_000_000_000L;
    while (System.nanoTime() < end || bound + refused < 60) {
      String text = new String(whole, StandardCharsets.ISO_8859_1);
      int changes = 1 + random.nextInt(4);
      for (int i = 0; i < changes; i++) {
        int at = random.nextInt(text.length());
        int to = Math.min(text.length(), at + random.nextInt(20));
        String piece =
            new String(
                PIECES[random.nextInt(PIECES.length)].getBytes(StandardCharsets.UTF_8),
                StandardCharsets.ISO_8859_1);
        text =
            switch (random.nextInt(4)) {
              case 0 -> text.substring(0, at) + text.substring(to);
              case 1 -> text.substring(0, at) + piece + text.substring(at);
              case 2 -> text.substring(0, at) + piece + text.substring(to);
              default -> text.substring(0, to) + text.substring(at);
            };
      }
      bind(text.getBytes(StandardCharsets.ISO_8859_1));
    }
    // Both happen, or the mutations are not what they should be.
    assertThat(bound).isGreaterThan(5);
    assertThat(refused).isGreaterThan(5);
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 1000, 30_000})
  void depth(int n) throws IOException {
    String[] texts = {
      "int f(" + "*".repeat(n) + "x);",
      "int " + "(".repeat(n) + "f" + ")".repeat(n) + "(void);",
      "int " + "*".repeat(n) + "f(void);",
      "int f(int x" + "[2]".repeat(n) + ");",
      "struct s {".repeat(n) + "int x;" + "} a;".repeat(n),
      "enum e { A = " + "(".repeat(n) + "1" + ")".repeat(n) + " };",
      "enum e { A = " + "-".repeat(n) + "1 };",
      "#define A " + "(".repeat(n) + "1" + ")".repeat(n) + "\nint f(void);",
      "int f(" + "int (*".repeat(n) + "x" + ")(int)".repeat(n) + ");",
      "int f(" + "int,".repeat(n) + "int);",
      "extern \"C\" {".repeat(n) + "}".repeat(n),
      "#if 1\n".repeat(n) + "#endif\n".repeat(n) + "int f(void);",
      "typedef int t0;\n" + chain(n) + "int f(t" + (n - 1) + " x);",
      "#pragma pack(push, 1)\n".repeat(n) + "struct s { int x; };",
      "int f(void)" + " __attribute__((a))".repeat(n) + ";",
      "struct s { int x; " + "int : 3;".repeat(n) + "};"
    };
    for (String text : texts) {
      bind(text.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(bound + refused).isEqualTo(texts.length);
  }

  private static String chain(int n) {
    StringBuilder text = new StringBuilder();
    for (int i = 1; i < Math.min(n, 20_000); i++) {
      text.append("typedef t%d t%d[1];\n".formatted(i - 1, i));
    }
    return text.toString();
  }
}
