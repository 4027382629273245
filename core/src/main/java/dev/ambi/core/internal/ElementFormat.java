package dev.ambi.core.internal;

import dev.ambi.core.Complex;
import dev.ambi.core.DType;
import dev.ambi.core.PrintOptions;
import dev.ambi.core.StructDType;
import dev.ambi.core.UserDType;
import dev.ambi.core.internal.datetime.TimeFormat;
import dev.ambi.core.internal.dtype.StructFormat;
import java.util.List;

/** Writes the elements of one array, all so that they align. */
@FunctionalInterface
public interface ElementFormat {

  /**
   * {@return the text of one element}
   *
   * @param value as {@link Elements#getObject} gives it
   */
  String format(Object value);

  /**
   * {@return the format that suits all elements that are to be shown}
   *
   * @param dtype their dtype
   * @param shown the elements
   * @param alone whether the array has no dimensions
   * @param options the options
   */
  static ElementFormat of(DType dtype, List<Object> shown, boolean alone, PrintOptions options) {
    return switch (dtype.id().kind()) {
      case 'b' -> v -> (Boolean) v ? (alone ? "True" : " True") : "False";
      case 'i', 'u' -> {
        int width = shown.stream().mapToInt(v -> v.toString().length()).max().orElse(0);
        yield v -> " ".repeat(width - v.toString().length()) + v;
      }
      case 'f' -> {
        double[] values = shown.stream().mapToDouble(v -> (Double) v).toArray();
        FloatFormat format = new FloatFormat(values, dtype.id(), false, options);
        yield v -> format.format((Double) v);
      }
      case 'c' -> complex(dtype, shown, options);
      case 'M', 'm' -> TimeFormat.of(shown)::format;
      case 'V' ->
          switch (dtype) {
            case StructDType s -> StructFormat.of(s, shown, alone, options, false);
            case UserDType u -> u.formatter(shown, options)::apply;
            default -> v -> ScalarText.format(dtype, v);
          };
      case 'S' -> v -> ScalarText.quoteBytes((byte[]) v);
      default -> v -> ScalarText.quote((String) v);
    };
  }

  private static ElementFormat complex(DType dtype, List<Object> shown, PrintOptions options) {
    double[] reals = shown.stream().mapToDouble(v -> ((Complex) v).re()).toArray();
    double[] imags = shown.stream().mapToDouble(v -> ((Complex) v).im()).toArray();
    FloatFormat real = new FloatFormat(reals, dtype.id().realPart(), false, options);
    FloatFormat imag = new FloatFormat(imags, dtype.id().realPart(), true, options);
    return v -> {
      String im = imag.format(((Complex) v).im());
      String digits = im.stripTrailing();
      return real.format(((Complex) v).re()) + digits + "j" + im.substring(digits.length());
    };
  }
}
