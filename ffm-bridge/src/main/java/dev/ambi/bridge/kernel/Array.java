package dev.ambi.bridge.kernel;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What a kernel may assume of an array; checked before every call.
 *
 * <p>Lengths are terms of the method's integer parameters, of numbers and of names that stand for
 * the same length wherever they occur in the method: {@code n}, {@code 2 * n + 1}, {@code n / 2 +
 * 1} (rounded down), {@code 1 + (n - 1) * abs(incx)}, {@code max(1, m)}, {@code trans == 111 ? n :
 * m}. {@code len[0]} is a length behind a pointer: what the Java array {@code len}, an {@link In}
 * or {@link InOut} parameter of whole numbers, has there before the call. {@code unsigned(n)} is
 * for a length that has no sign in C, where -1 is more than any array has.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Array {
  /**
   * {@return the dtype, as {@link dev.ambi.core.DType#parse} reads it, in native byte order; empty
   * for any}
   */
  String dtype() default "";

  /** {@return how the elements have to lie} */
  Layout layout() default Layout.C;

  /** {@return whether every element has to be aligned for its dtype} */
  boolean aligned() default true;

  /** {@return the least number of dimensions} */
  int minDims() default 0;

  /**
   * {@return the greatest number of dimensions; no more than the library's {@code ambi_maxdims},
   * where it exports that (see {@code ambi/maxdims.h})}
   */
  int maxDims() default 64;

  /**
   * {@return the length of every axis, comma-separated: {@code "m, k"}; empty for any shape, {@code
   * "()"} for no dimensions}
   */
  String shape() default "";

  /**
   * {@return how many elements, counted in memory from the first, C may touch; an array that does
   * not reach so far is refused. Empty where the shape says it}
   */
  String size() default "";

  /**
   * {@return whether an array of another dtype, layout or alignment, or one on the Java heap, is
   * passed as a copy, and the copy written back if the kernel writes; otherwise such an array is
   * refused}
   */
  boolean copy() default false;

  /** {@return whether null may be passed, which is NULL in C} */
  boolean nullable() default false;

  /** {@return the C arguments that the array becomes} */
  Part[] as() default Part.DATA;
}
