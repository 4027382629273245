package dev.ambi.cli.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreprocessorTest {
  @TempDir private Path dir;

  private String ours(String text) throws IOException {
    Path file = Files.writeString(dir.resolve("p.h"), text);
    Preprocessor p =
        new Preprocessor(new Includes(List.of()), new Budget(System.nanoTime() + 20_000_000_000L));
    p.read(file);
    return words(p.tokens());
  }

  private static String words(List<Token> tokens) {
    return tokens.stream().map(Token::text).collect(Collectors.joining(" "));
  }

  /** What {@code cc} makes of the same text. */
  private String theirs(String text) throws IOException {
    Path file = Files.writeString(dir.resolve("p.h"), text);
    String out = CompiledC.run(List.of("cc", "-E", "-P", "-w", "-x", "c", file.toString()));
    return words(Lexer.tokens("cc", out));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "#define A B\n#define B C\nA B C",
        "#define A A x\nA",
        "#define A B\n#define B A\nA B",
        "#define f(x) x + f(x)\nf(f(1)) f f (2) f",
        "#define f(a, b) a b\nf(1, 2) f(, 2) f((1, 2), 3) f(,)",
        "#define f() 1\nf() f( ) f",
        "#define s(x) #x\ns(a  b) s(\"q\\n\") s( x ) s() s('\"')",
        "#define x 3\n#define s(a) #a\n#define t(a) s(a)\ns(x) t(x)",
        "#define c(a, b) a##b\nc(x, 1) c(, y) c(x, ) c(,) z c(1, e5) c(<, <)",
        "#define c(a, b) a ## b\n#define d(a, b) c(a, b)\n#define xy 7\nd(x, y) c(x, y) c(xy, z)",
        "#define m(a, b, c) q a##b##c\nm(, , 1) m(1, , 2) m(, 1, ) m(, , )",
        "#define v(...) g(__VA_ARGS__)\nv(1, 2) v() v((a, b), c)",
        "#define v(f, ...) g(f, ##__VA_ARGS__)\nv(1) v(1, 2, 3)",
        "#define v(args...) g(args)\nv(1, 2)",
        "#define EMPTY\n#define LP (\n#define f(x) [x]\nf EMPTY (1) f LP 2)",
        "#define f(x) [x]\n#define g f\ng(1) g\n(2) g",
        "#define f(x) x\nf(f)(1) f(f(f)(2))",
        "#define x 3\n#define f(a) f(x * (a))\n#undef x\n#define x 2\n#define g f\n#define z z[0]\n"
            + "#define h g(~\n#define m(a) a(w)\n#define w 0,1\n#define t(a) a\n"
            + "f(y+1) + f(f(z)) % t(t(g)(0) + t)(1);\ng(x+(3,4)-w) | h 5) & m(f)^m(m);",
        "#define A 1 \\\n + 2\nA /* c */ B // d \\\n e\nC",
        "a\\\nb /\\\n* x */ c",
        "#define EMPTY\nEMPTY # define X\nX",
        "#if 1 + 2 * 3 == 7 && !defined(Q) && (1 ? 2 : 0)\nyes\n#else\nno\n#endif",
        "#define Q\n"
            + "#ifdef Q\n"
            + "1\n"
            + "#elif 1\n"
            + "2\n"
            + "#endif\n"
            + "#ifndef Q\n"
            + "3\n"
            + "#elif defined Q\n"
            + "4\n"
            + "#else\n"
            + "5\n"
            + "#endif",
        "#if 0\n#if 1\na\n#else\nb\n#endif\n'\n#elif 0\nc\n#else\nd\n#endif",
        "#if 0 && (1 / 0)\nx\n#elif 1 || (1 / 0)\ny\n#endif",
        "#if -1 > 0u\nunsigned\n#endif\n#if -1 < 0\nsigned\n#endif\n#if (2 || 3) != 1\nz\n#endif",
        "#if 'a' == 97 && '\\n' == 10 && '\\x41' == 65 && 0x10 == 020 && 10LL == 10U\ny\n#endif",
        "#if UNDEFINED == 0 && 1 << 3 == 8 && ~0 == -1 && 7 % 4 == 3 && (5 & 4 | 1 ^ 3) == 6\n"
            + "y\n"
            + "#endif",
        "#define V 201112L\n#if V >= 199901L\ny\n#endif",
        "#define D defined(X)\n#if !D\nn\n#endif",
        "#define h(x) <x\n#if defined h && defined(h)\nok\n#endif",
        "1.5e+3f 0x1p-3 .5 1..2 x->y a+++b <<= ... L\"w\" u8\"x\" L'c' $a",
        "#line 5\n#pragma omp simd\n#ident \"x\"\n#\nend"
      })
  void expandsAsTheCompilerDoes(String text) throws IOException {
    // Of pragmas, the compiler keeps a line.
    assertThat(ours(text).replaceFirst("^omp simd ", "# pragma omp simd "))
        .isEqualTo(theirs(text).replace("# ident \"x\" ", ""));
  }

  @Test
  void includesOnceAndRelatively() throws IOException {
    Files.createDirectories(dir.resolve("sub"));
    Files.writeString(dir.resolve("sub/a.h"), "#pragma once\n#include \"b.h\"\nA\n");
    Files.writeString(dir.resolve("sub/b.h"), "#include <sub/a.h>\n#include <string.h>\nB\n");
    assertThat(
            ours("#include \"sub/a.h\"\n#include \"sub/a.h\"\n#define F <sub/b.h>\n#include F\n"))
        .isEqualTo("B A B");
    assertThat(
            ours(
                "#if __has_include(\"sub/a.h\") && __has_include(<stdio.h>)"
                    + " && !__has_include(\"no.h\") && defined __has_include\ny\n#endif"))
        .isEqualTo("y");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          #if 1                         | p.h:1: the #if that begins here has no #endif
          #endif                        | p.h:1: #endif without #if
          x;#else;#endif                | p.h:2: #else without #if
          #if 1;#else;#else;#endif      | p.h:3: a second #else
          #if (1;#endif                 | p.h:1: the condition (1 makes no sense: ')' is missing
          #if U && NO_MACRO (2, 3);#endif | NO_MACRO is a macro that no header that was read defines: --preprocess
          #if 1 / 0;#endif              | it divides by zero
          #if;#endif                    | it ends too early
          #include                      | p.h:1: #include names no file
          #define                       | p.h:1: #define without a name
          #define f(                    | the parameters of the macro f have no end
          #error too old                | p.h:1: #error too old; --define sets a macro
          ;;/* open                     | p.h:3: the comment that begins here has no end
          #define f(a, b) a;f(1)        | p.h:2: the macro f, defined at p.h:1, takes 2 arguments, and is given 1
          #include "p.h"                | the headers include each other without end
          """)
  void whatMakesNoSenseSaysWhere(String text, String expected) throws IOException {
    assertThatThrownBy(() -> ours(text.replace(';', '\n')))
        .isInstanceOf(BindException.class)
        .extracting(e -> e.getMessage().replace(dir + "/", ""))
        .asString()
        .contains(expected);
  }

  @Test
  void growthHasAnEnd() {
    StringBuilder text = new StringBuilder("#define a0 x x\n");
    for (int i = 1; i < 60; i++) {
      text.append("#define a%d a%d a%d\n".formatted(i, i - 1, i - 1));
    }
    assertThatThrownBy(() -> ours(text + "a59\n"))
        .isInstanceOf(BindException.class)
        .hasMessageMatching("the header (grows|takes).*");
    String deep = "#define f(x) x\n" + "f(".repeat(5000) + ")".repeat(5000);
    assertThatThrownBy(() -> ours(deep)).hasMessageContaining("nest too deeply");
    String parentheses = "#if " + "(".repeat(50_000) + "1\n#endif\n";
    assertThatThrownBy(() -> ours(parentheses)).hasMessageContaining("nests too deeply");
  }
}
