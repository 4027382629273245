package dev.ambi.core.internal.ufunc;

import static dev.ambi.core.internal.ufunc.Lambdas.isL;
import static dev.ambi.core.internal.ufunc.Lambdas.isL2;
import static dev.ambi.core.internal.ufunc.Lambdas.l;
import static dev.ambi.core.internal.ufunc.Lambdas.l2;

import dev.ambi.core.DType;
import dev.ambi.core.InnerLoop;
import dev.ambi.core.TypeId;
import dev.ambi.core.UFunc;
import dev.ambi.core.UFuncLoop;
import dev.ambi.core.internal.datetime.Step;
import dev.ambi.core.internal.datetime.TemporalTypes;
import dev.ambi.core.internal.loop.Kernels;
import dev.ambi.core.internal.loop.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongBinaryOperator;
import java.util.function.Supplier;

/**
 * The loops of datetime64 and timedelta64. They compute with counts; the dtypes that a call is
 * resolved to see to it that all of them count the same step.
 *
 * <p>A signature such as {@code mq=mm>m} says which arguments a loop is for, what they are
 * converted to where that differs, and what comes out: {@code M} and {@code m} for points and spans
 * of time, {@code q}, {@code Q} and {@code d} for int64, uint64 and float64, {@code ?} for bool. A
 * leading {@code !} refuses bools, which would do for int64.
 */
public final class TimeUFuncs {

  /** NaT. */
  private static final long NAT = Long.MIN_VALUE;

  /** Whether it is NaT. */
  public static final UFunc ISNAT = UFunc.of("isnat", 1, 1);

  private TimeUFuncs() {}

  /** Adds the loops to the ufuncs that come with Ambi. */
  public static void register() {
    sums();
    products();
    comparisons();
    extrema();
    unary();
  }

  private static void sums() {
    Supplier<InnerLoop> add = counts(TypeId.INT64, l2(kept((a, b) -> a + b)));
    UFunc plus = ArithmeticUFuncs.ADD;
    for (String s : List.of("mm>m", "mM>M", "Mm>M", "mq=mm>m", "mQ=mm>m", "qm=mm>m", "Qm=mm>m")) {
      add(plus, s, add);
    }
    for (String s : List.of("Mq=Mm>M", "MQ=Mm>M", "qM=mM>M", "QM=mM>M")) {
      add(plus, s, add);
    }
    Supplier<InnerLoop> subtract = counts(TypeId.INT64, l2(kept((a, b) -> a - b)));
    UFunc minus = ArithmeticUFuncs.SUBTRACT;
    for (String s : List.of("mm>m", "Mm>M", "MM>m", "mq=mm>m", "mQ=mm>m", "qm=mm>m", "Qm=mm>m")) {
      add(minus, s, subtract);
    }
    add(minus, "Mq=Mm>M", subtract);
    add(minus, "MQ=Mm>M", subtract);
  }

  private static void products() {
    UFunc times = ArithmeticUFuncs.MULTIPLY;
    Supplier<InnerLoop> byNumber = counts(TypeId.INT64, l2((a, b) -> a == NAT ? a : a * b));
    Supplier<InnerLoop> ofNumber = counts(TypeId.INT64, l2((a, b) -> b == NAT ? b : a * b));
    add(times, "mq>m", byNumber);
    add(times, "mQ=mq>m", byNumber);
    add(times, "qm>m", ofNumber);
    add(times, "Qm=qm>m", ofNumber);
    add(times, "md>m", () -> TimeLoops.scaled((a, b) -> a * b));
    add(times, "dm>m", () -> TimeLoops.scaledBy((a, b) -> a * b));

    Supplier<InnerLoop> quotient =
        counts(TypeId.INT64, l2((a, b) -> a == NAT || b == 0 ? NAT : a / b));
    Supplier<InnerLoop> realQuotient = () -> TimeLoops.scaled((a, b) -> a / b);
    for (UFunc divide : List.of(ArithmeticUFuncs.DIVIDE, ArithmeticUFuncs.FLOOR_DIVIDE)) {
      add(divide, "!mq>m", quotient);
      add(divide, "!mQ=mq>m", quotient);
      add(divide, "!md>m", realQuotient);
    }
    add(ArithmeticUFuncs.DIVIDE, "mm>d", TimeLoops::ratio);
    LongBinaryOperator floor = (a, b) -> a == NAT || b == NAT || b == 0 ? 0 : Math.floorDiv(a, b);
    LongBinaryOperator rest = (a, b) -> a == NAT || b == NAT || b == 0 ? NAT : Math.floorMod(a, b);
    add(ArithmeticUFuncs.FLOOR_DIVIDE, "mm>q", counts(TypeId.INT64, l2(floor)));
    add(ArithmeticUFuncs.REMAINDER, "mm>m", counts(TypeId.INT64, l2(rest)));
    add(PartUFuncs.DIVMOD, "mm>qm", () -> TimeLoops.two(floor, rest));
  }

  private static void comparisons() {
    compare(ComparisonUFuncs.EQUAL, (a, b) -> a == b && a != NAT);
    compare(ComparisonUFuncs.NOT_EQUAL, (a, b) -> a != b || a == NAT);
    compare(ComparisonUFuncs.LESS, (a, b) -> a < b && a != NAT);
    compare(ComparisonUFuncs.LESS_EQUAL, (a, b) -> a <= b && a != NAT);
    compare(ComparisonUFuncs.GREATER, (a, b) -> a > b && b != NAT);
    compare(ComparisonUFuncs.GREATER_EQUAL, (a, b) -> a >= b && b != NAT);
  }

  private static void compare(UFunc ufunc, Op.LongRelation relation) {
    Supplier<InnerLoop> loop = counts(TypeId.BOOL, isL2(relation));
    for (String s : List.of("MM>?", "mm>?", "mq=mm>?", "qm=mm>?")) {
      add(ufunc, s, loop);
    }
  }

  private static void extrema() {
    extremum(ArithmeticUFuncs.MAXIMUM, kept(Math::max));
    extremum(ArithmeticUFuncs.MINIMUM, kept(Math::min));
    // NaT is the least count already.
    extremum(ArithmeticUFuncs.FMAX, Math::max);
    extremum(ArithmeticUFuncs.FMIN, (a, b) -> a == NAT ? b : b == NAT ? a : Math.min(a, b));
  }

  private static void extremum(UFunc ufunc, LongBinaryOperator f) {
    Supplier<InnerLoop> loop = counts(TypeId.INT64, l2(f));
    // Of a point and a span there is none; the error is that of the conversion.
    for (String s : List.of("MM>M", "mm>m", "mq=mm>m", "qm=mm>m", "mM=MM>M", "Mm=MM>M")) {
      add(ufunc, s, loop);
    }
  }

  private static void unary() {
    add(ArithmeticUFuncs.NEGATIVE, "m>m", counts(TypeId.INT64, l(a -> -a)));
    add(ArithmeticUFuncs.POSITIVE, "m>m", counts(TypeId.INT64, l(a -> a)));
    add(ArithmeticUFuncs.ABSOLUTE, "m>m", counts(TypeId.INT64, l(Math::abs)));
    add(ArithmeticUFuncs.SIGN, "m>m", counts(TypeId.INT64, l(Long::signum)));
    for (String s : List.of("M>?", "m>?")) {
      add(ISNAT, s, counts(TypeId.BOOL, isL(a -> a == NAT)));
      add(FloatUFuncs.ISNAN, s, counts(TypeId.BOOL, isL(a -> a == NAT)));
      add(FloatUFuncs.ISFINITE, s, counts(TypeId.BOOL, isL(a -> a != NAT)));
      add(FloatUFuncs.ISINF, s, counts(TypeId.BOOL, isL(a -> false)));
    }
  }

  /** The function, but NaT if either is. */
  private static LongBinaryOperator kept(LongBinaryOperator f) {
    return (a, b) -> a == NAT || b == NAT ? NAT : f.applyAsLong(a, b);
  }

  /** A loop on counts. */
  private static Supplier<InnerLoop> counts(TypeId out, Op op) {
    return () -> Kernels.loop(TypeId.INT64, out, op, null);
  }

  private static void add(UFunc ufunc, String signature, Supplier<InnerLoop> loop) {
    boolean refusesBool = signature.startsWith("!");
    String s = refusesBool ? signature.substring(1) : signature;
    int arrow = s.indexOf('>');
    int equals = s.indexOf('=');
    String given = s.substring(0, equals < 0 ? arrow : equals);
    String taken = s.substring(equals + 1, arrow) + s.substring(arrow + 1);
    DType[] dtypes =
        (given + s.substring(arrow + 1))
            .chars()
            .mapToObj(c -> dtype((char) c, Step.GENERIC))
            .toArray(DType[]::new);
    ufunc.register(
        UFuncLoop.lazy(loop, dtypes)
            .withResolver(in -> {
              if (refusesBool && in.stream().anyMatch(d -> d.id() == TypeId.BOOL)) {
                return null;
              }
              Step step = step(in);
              List<DType> resolved = new ArrayList<>();
              taken.chars().forEach(c -> resolved.add(dtype((char) c, step)));
              return resolved;
            }));
  }

  private static DType dtype(char letter, Step step) {
    return switch (letter) {
      case 'M' -> TemporalTypes.of(TypeId.DATETIME64, step);
      case 'm' -> TemporalTypes.of(TypeId.TIMEDELTA64, step);
      case 'Q' -> DType.UINT64;
      case 'd' -> DType.FLOAT64;
      case '?' -> DType.BOOL;
      default -> DType.INT64;
    };
  }

  /** The step that all points and spans among the arguments are counted in. */
  private static Step step(List<DType> in) {
    return Step.of(
        in.stream().filter(d -> d.id().isTemporal()).reduce(TemporalTypes::promote).orElseThrow());
  }
}
