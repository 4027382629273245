package dev.ambi.cli.bind;

import dev.ambi.cli.bind.Constant.Real;
import dev.ambi.cli.bind.Constant.Whole;
import dev.ambi.cli.bind.Expression.NotConstantException;

/** C's arithmetic on constants, with its conversions. */
final class Arithmetic {
  private Arithmetic() {}

  static Constant truth(boolean value) {
    return new Whole(value ? 1 : 0, CNumber.INT);
  }

  /** A value converted; {@code to} is null for what is no number. */
  static Constant cast(Constant value, CNumber to) throws NotConstantException {
    if (to == null || (!to.isWhole() && !to.isReal())) {
      throw new NotConstantException("a cast to what is neither an int nor a double");
    }
    return switch (value) {
      case Whole w -> to.isWhole() ? new Whole(to.wrap(w.bits()), to) : real(toDouble(w), to);
      case Real r -> to.isWhole() ? new Whole(to.wrap((long) r.value()), to) : real(r.value(), to);
      case Constant.Text _ -> throw new NotConstantException("a cast of a text");
    };
  }

  private static Real real(double value, CNumber type) {
    return new Real(type == CNumber.FLOAT ? (float) value : value, type);
  }

  private static double toDouble(Whole w) {
    if (w.type() == CNumber.UNSIGNED_LONG && w.bits() < 0) {
      return (w.bits() >>> 1 | w.bits() & 1) * 2.0;
    }
    return w.bits();
  }

  static Constant unary(String operator, Constant value) throws NotConstantException {
    return switch (value) {
      case Real r when operator.equals("-") -> new Real(-r.value(), r.type());
      case Real r when operator.equals("+") -> r;
      case Whole w -> {
        CNumber type = w.type().promoted();
        yield switch (operator) {
          case "-" -> new Whole(type.wrap(-w.bits()), type);
          case "~" -> new Whole(type.wrap(~w.bits()), type);
          case "!" -> truth(w.bits() == 0);
          default -> new Whole(w.bits(), type);
        };
      }
      default -> throw new NotConstantException(operator + " of what is no whole number");
    };
  }

  /** One of two, as the type that both become. */
  static Constant chosen(Constant condition, Constant yes, Constant no)
      throws NotConstantException {
    Constant value = condition.isTrue() ? yes : no;
    if (yes instanceof Whole a && no instanceof Whole b) {
      return cast(value, common(a.type().promoted(), b.type().promoted()));
    }
    if (yes instanceof Constant.Text || no instanceof Constant.Text) {
      return value;
    }
    return cast(value, isDouble(yes) || isDouble(no) ? CNumber.DOUBLE : CNumber.FLOAT);
  }

  static Constant binary(String operator, Constant left, Constant right)
      throws NotConstantException {
    if (operator.equals("&&")) {
      return truth(left.isTrue() && right.isTrue());
    }
    if (operator.equals("||")) {
      return truth(left.isTrue() || right.isTrue());
    }
    if (left instanceof Constant.Text || right instanceof Constant.Text) {
      throw new NotConstantException(operator + " of texts");
    }
    if (left instanceof Whole a && right instanceof Whole b) {
      return whole(operator, a, b);
    }
    CNumber type = isDouble(left) || isDouble(right) ? CNumber.DOUBLE : CNumber.FLOAT;
    double a = ((Real) cast(left, CNumber.DOUBLE)).value();
    double b = ((Real) cast(right, CNumber.DOUBLE)).value();
    return switch (operator) {
      case "+" -> real(a + b, type);
      case "-" -> real(a - b, type);
      case "*" -> real(a * b, type);
      case "/" -> real(a / b, type);
      case "<" -> truth(a < b);
      case ">" -> truth(a > b);
      case "<=" -> truth(a <= b);
      case ">=" -> truth(a >= b);
      case "==" -> truth(a == b);
      case "!=" -> truth(a != b);
      default -> throw new NotConstantException(operator + " of floating-point numbers");
    };
  }

  private static boolean isDouble(Constant value) {
    return value instanceof Real r && r.type() == CNumber.DOUBLE;
  }

  private static Constant whole(String operator, Whole left, Whole right)
      throws NotConstantException {
    if (operator.equals("<<") || operator.equals(">>")) {
      return shifted(operator, left, right.bits());
    }
    CNumber type = common(left.type().promoted(), right.type().promoted());
    long a = type.wrap(left.bits());
    long b = type.wrap(right.bits());
    int order = type.isUnsigned() ? Long.compareUnsigned(a, b) : Long.compare(a, b);
    return switch (operator) {
      case "<" -> truth(order < 0);
      case ">" -> truth(order > 0);
      case "<=" -> truth(order <= 0);
      case ">=" -> truth(order >= 0);
      case "==" -> truth(a == b);
      case "!=" -> truth(a != b);
      case "+" -> new Whole(type.wrap(a + b), type);
      case "-" -> new Whole(type.wrap(a - b), type);
      case "*" -> new Whole(type.wrap(a * b), type);
      case "&" -> new Whole(a & b, type);
      case "|" -> new Whole(type.wrap(a | b), type);
      case "^" -> new Whole(type.wrap(a ^ b), type);
      case "/", "%" -> divided(operator, a, b, type);
      default -> throw new NotConstantException(operator + " is no operator of constants");
    };
  }

  private static Constant divided(String operator, long a, long b, CNumber type)
      throws NotConstantException {
    if (b == 0) {
      throw new NotConstantException("it divides by zero");
    }
    boolean quotient = operator.equals("/");
    long value =
        type.isUnsigned()
            ? quotient ? Long.divideUnsigned(a, b) : Long.remainderUnsigned(a, b)
            : quotient ? a / b : a % b;
    return new Whole(type.wrap(value), type);
  }

  private static Constant shifted(String operator, Whole left, long count)
      throws NotConstantException {
    CNumber type = left.type().promoted();
    if (count < 0 || count >= 8L * type.size()) {
      throw new NotConstantException("it shifts by " + count + " bits");
    }
    long bits = left.bits();
    long value =
        operator.equals("<<") ? bits << count : type.isUnsigned() ? bits >>> count : bits >> count;
    return new Whole(type.wrap(value), type);
  }

  private static CNumber common(CNumber a, CNumber b) {
    // In their order, the type that comes later takes the values of the one before.
    return a.ordinal() > b.ordinal() ? a : b;
  }
}
