package dev.ambi.cli.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Constants, against the C compiler's. */
class ExpressionTest {
  private static final List<String> LEAVES =
      List.of(
          "0",
          "1",
          "7u",
          "-3",
          "2147483647",
          "2147483648",
          "4294967295u",
          "0xffffffff",
          "0x8000000000000000",
          "9223372036854775807",
          "18446744073709551615u",
          "100L",
          "5ul",
          "'a'",
          "'\\377'",
          "010",
          "0b101",
          "sizeof(int)",
          "sizeof(long double)",
          "sizeof(unsigned char *)",
          "(unsigned char)300",
          "(short)70000",
          "(long)2.9",
          "(_Bool)3",
          "(unsigned)-1");
  private static final List<String> REALS =
      List.of("1.5", "2.5f", "1e10", "(float)1e10", "(double)1", "7", "-2", "3u", "1l");
  private static final List<String> OPERATORS =
      List.of(
          "+", "-", "*", "/", "%", "<<", ">>", "<", ">", "<=", ">=", "==", "!=", "&", "|", "^",
          "&&", "||");
  private static final List<String> REAL_OPERATORS = List.of("+", "-", "*", "/", "<", ">=", "==");

  @TempDir private Path dir;

  private static Constant value(String text) throws Expression.NotConstantException {
    return Expression.of(Lexer.tokens("e", text), new CTypes(new CHeader()));
  }

  /** Of whole numbers, or of both kinds with what both can do. */
  private static String expression(Random random, int depth, boolean real) {
    List<String> leaves = real ? REALS : LEAVES;
    List<String> operators = real ? REAL_OPERATORS : OPERATORS;
    if (depth == 0 || random.nextInt(6) == 0) {
      return leaves.get(random.nextInt(leaves.size()));
    }
    String first = expression(random, depth - 1, real);
    return switch (random.nextInt(8) + (real ? 3 : 0)) {
      case 0 -> "(" + first + ")";
      case 1 -> List.of("- ", "~", "!", "+ ").get(random.nextInt(4)) + first;
      case 2 ->
          "(%s ? %s : %s)"
              .formatted(first, expression(random, 0, false), expression(random, 0, false));
      default ->
          first
              + " "
              + operators.get(random.nextInt(operators.size()))
              + " "
              + expression(random, depth - 1, real);
    };
  }

  @Test
  void randomExpressionsHaveTheCompilersValueAndType() throws Exception {
    Random random = new Random(20261122);
    List<String> texts = new ArrayList<>();
    StringBuilder ours = new StringBuilder();
    StringBuilder program =
        new StringBuilder(
            """
            #include <stdio.h>
            #include <string.h>
            #define SHOW(x) show(_Generic(+(x), int: "int", unsigned: "unsigned int", long: "long", \\
              unsigned long: "unsigned long", float: "float", double: "double"), \\
              _Generic(+(x), float: (double)(x), double: (x), default: 0.0), \\
              _Generic(+(x), float: 0L, double: 0L, default: (long)+(x)))
            static void show(const char *t, double d, long n) {
              long b; memcpy(&b, &d, 8); printf("%s %ld\\n", t, t[0] == 'f' || t[0] == 'd' ? b : n);
            }
            int main(void) {
            """);
    while (texts.size() < 400) {
      String text = expression(random, 3, random.nextInt(4) == 0);
      Constant value;
      try {
        value = value(text);
      } catch (Expression.NotConstantException _) {
        continue;
      }
      texts.add(text);
      ours.append(
          switch (value) {
            case Constant.Whole w -> w.type().promoted() + " " + w.bits() + "\n";
            case Constant.Real r -> r.type() + " " + Double.doubleToRawLongBits(r.value()) + "\n";
            case Constant.Text _ -> throw new AssertionError(text);
          });
      program.append("SHOW(").append(text).append(");\n");
    }
    String[] theirs = CompiledC.printed(dir, program + "}\n").split("\n");
    String[] mine = ours.toString().split("\n");
    for (int i = 0; i < mine.length; i++) {
      assertThat(mine[i]).as(texts.get(i)).isEqualTo(theirs[i]);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "(",
        "1 +",
        "x",
        "1 2",
        "sizeof",
        "sizeof(x)",
        "1 / 0",
        "1 << 64",
        "(struct s)1",
        "'ab'",
        "L\"x\"",
        "\"\\q\"",
        "\"\\xff\"",
        "1.5L",
        "0x",
        "1 ? 2",
        "99999999999999999999",
        "{1}",
        "&x",
        "\"a\" + 1",
        "1.5 % 2",
        "a(1)"
      })
  void whatIsNoConstantIsRefused(String text) {
    assertThatThrownBy(() -> value(text)).isInstanceOf(Expression.NotConstantException.class);
  }

  @Test
  void texts() throws IOException, Expression.NotConstantException {
    assertThat(value("\"a\\\"b\" \"\\x41\\101\\n\\u00e4\" u8\"z\""))
        .isEqualTo(new Constant.Text("a\"bAA\nä" + "z"));
  }
}
