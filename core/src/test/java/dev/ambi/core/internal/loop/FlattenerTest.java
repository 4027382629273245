package dev.ambi.core.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeModel;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Map;
import java.util.function.LongBinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlattenerTest {

  /** Branches, a switch, a loop with a local variable of two slots, and a call within a call. */
  static final class Helpers {
    private Helpers() {}

    @Flattened
    static long absolute(long x) {
      if (x < 0) {
        return -x;
      }
      return x;
    }

    @Flattened
    static double named(int which, double x) {
      return switch (which) {
        case 0 -> x;
        case 1 -> x * 2;
        case 7 -> absolute((long) x) + 0.5;
        case 1000 -> Double.NaN;
        default -> -x;
      };
    }

    @Flattened
    static long power(long base, int exponent) {
      long result = 1;
      for (int i = 0; i < exponent; i++) {
        result *= absolute(base);
      }
      return result;
    }

    @Flattened
    static int guarded(int x) {
      try {
        return 1 / x;
      } catch (ArithmeticException e) {
        return 0;
      }
    }
  }

  static final class Template implements LongBinaryOperator {
    record Constants(int which) {}

    private static final int WHICH =
        Specializer.constants(MethodHandles.lookup(), Constants.class).which();

    @Override
    public long applyAsLong(long a, long b) {
      long before = a * 31;
      long p = Helpers.power(a, (int) b) + Helpers.power(b, 2);
      return before + p + Math.round(4 * Helpers.named(WHICH, (double) b));
    }
  }

  static final class Guarded implements LongBinaryOperator {
    @Override
    public long applyAsLong(long a, long b) {
      return Helpers.guarded((int) a);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 7, 1000})
  void computesWhatTheCallsWould(int which) {
    LongBinaryOperator copy =
        Specializer.specialize(
            MethodHandles.lookup(),
            Template.class,
            LongBinaryOperator.class,
            new Template.Constants(which));
    for (long a : new long[] {-3, 0, 5}) {
      for (long b : new long[] {-2, 0, 3}) {
        long expected =
            a * 31
                + Helpers.power(a, (int) b)
                + Helpers.power(b, 2)
                + Math.round(4 * Helpers.named(which, (double) b));
        assertThat(copy.applyAsLong(a, b)).isEqualTo(expected);
      }
    }
  }

  @Test
  void leavesNoCallOfWhatIsMarked() {
    byte[] flat = new Flattener(Template.class, Map.of()).flattened();
    List<String> calls =
        ClassFile.of().parse(flat).methods().stream()
            .flatMap(m -> m.code().stream())
            .flatMap(CodeModel::elementStream)
            .filter(InvokeInstruction.class::isInstance)
            .map(e -> ((InvokeInstruction) e).owner().asInternalName())
            .toList();
    assertThat(calls).noneMatch(owner -> owner.endsWith("Helpers")).isNotEmpty();
  }

  @Test
  void refusesExceptionHandlers() {
    assertThatThrownBy(() -> new Flattener(Guarded.class, Map.of()).flattened())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("handler");
  }
}
