package dev.ambi.bridge.kernel;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How many elements there are.
 *
 * <p>On the component of a record that stands for a C struct: the length of an array in the struct,
 * {@code double x[3]} or {@code struct point p[3]}. On a parameter that is a Java array: the
 * elements that C may touch, as in {@link Array#size()}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
public @interface Length {
  /** {@return a number, or on a parameter a term such as {@code 2 * n}} */
  String value();

  /**
   * {@return for bytes in a struct that are no numbers of their own (a union, bit-fields), to how
   * many bytes C aligns them; such a struct can be passed by a pointer alone}
   */
  int alignment() default 1;
}
