package dev.ambi.core.internal.dtype;

import dev.ambi.core.DType;
import dev.ambi.core.Field;
import dev.ambi.core.StructDType;
import dev.ambi.core.SubArrayDType;
import dev.ambi.core.TypeId;
import dev.ambi.core.UserDType;
import dev.ambi.core.internal.ScalarText;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes dtypes as NumPy's {@code str} and {@code repr} do. */
public final class DTypeText {

  private DTypeText() {}

  /**
   * {@return the dtype as {@code repr} writes it}
   *
   * @param dtype the dtype
   */
  public static String repr(DType dtype) {
    return switch (dtype) {
      case StructDType s -> "dtype(" + inner(s) + (s.aligned() ? ", align=True" : "") + ")";
      case SubArrayDType s -> "dtype(" + pair(s) + ")";
      default -> "dtype('" + (dtype.isNumeric() ? dtype : shortName(dtype)) + "')";
    };
  }

  /**
   * {@return a structured or sub-array dtype as {@code str} writes it}
   *
   * @param dtype the dtype
   */
  public static String str(DType dtype) {
    return switch (dtype) {
      case StructDType s when s.aligned() -> dict(s, ", 'aligned': True}");
      case SubArrayDType s -> pair(s);
      default -> inner(dtype);
    };
  }

  /**
   * {@return the dtype as the {@code repr} of an array names it}
   *
   * @param dtype the dtype
   */
  public static String inArray(DType dtype) {
    return switch (dtype) {
      case StructDType s -> str(s);
      case UserDType u -> u.isNative() ? u.name() : "'" + u + "'";
      default -> {
        boolean isName =
            dtype.isNative()
                && "SUV".indexOf(dtype.kind()) < 0
                && dtype.name().chars().allMatch(Character::isLetterOrDigit);
        yield isName ? dtype.name() : "'" + dtype + "'";
      }
    };
  }

  /**
   * {@return the name of the class of a dtype in NumPy's messages}
   *
   * @param dtype the dtype
   */
  public static String className(DType dtype) {
    String name =
        dtype instanceof UserDType
            ? dtype.name()
            : Character.toUpperCase(dtype.id().baseName().charAt(0))
                + dtype.id().baseName().substring(1);
    String exact = name.replace("Datetime", "DateTime").replace("Timedelta", "TimeDelta");
    return "<class 'numpy.dtypes." + exact.replace("Uint", "UInt") + "DType'>";
  }

  /** Whether the fields lie one behind the other, so that a list says everything. */
  private static boolean isList(StructDType s) {
    long end = 0;
    for (Field f : s.fields()) {
      if (s.aligned()) {
        end = StructLayout.roundUp(end, f.dtype().alignment());
      }
      if (f.offset() != end) {
        return false;
      }
      end += f.dtype().itemSize();
    }
    return (s.aligned() ? StructLayout.roundUp(end, s.alignment()) : end) == s.itemSize();
  }

  private static String list(StructDType s) {
    return s.fields().stream()
        .map(f -> {
          String label =
              f.title()
                  .map(t -> "(" + ScalarText.quote(t) + ", " + ScalarText.quote(f.name()) + ")")
                  .orElse(ScalarText.quote(f.name()));
          return f.dtype() instanceof SubArrayDType a
              ? "(" + label + ", " + inner(a.base()) + ", " + a.shape() + ")"
              : "(" + label + ", " + inner(f.dtype()) + ")";
        })
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String dict(StructDType s, String end) {
    StringBuilder b = new StringBuilder("{'names': ");
    b.append(each(s, f -> ScalarText.quote(f.name())));
    b.append(", 'formats': ").append(each(s, f -> inner(f.dtype())));
    b.append(", 'offsets': ").append(each(s, f -> Long.toString(f.offset())));
    if (s.fields().stream().anyMatch(f -> f.title().isPresent())) {
      b.append(", 'titles': ")
          .append(each(s, f -> f.title().map(ScalarText::quote).orElse("None")));
    }
    b.append(", 'itemsize': ").append(s.itemSize());
    return b.append(end).toString();
  }

  private static String each(StructDType s, Function<Field, String> text) {
    return s.fields().stream().map(text).collect(Collectors.joining(", ", "[", "]"));
  }

  private static String pair(SubArrayDType s) {
    return "(" + inner(s.base()) + ", " + s.shape() + ")";
  }

  /** A dtype within another one. */
  private static String inner(DType dtype) {
    return switch (dtype) {
      case StructDType s when isList(s) -> list(s);
      case StructDType s -> dict(s, "}");
      case SubArrayDType s -> pair(s);
      default -> "'" + shortName(dtype) + "'";
    };
  }

  private static String shortName(DType dtype) {
    if (dtype.id() == TypeId.BOOL) {
      return "?";
    }
    if (dtype.id() == TypeId.USER) {
      return dtype.name();
    }
    String text = dtype.typestr();
    if (dtype.itemSize() == 0) {
      text = text.substring(0, text.length() - 1);
    }
    return text.startsWith("|") ? text.substring(1) : text;
  }
}
