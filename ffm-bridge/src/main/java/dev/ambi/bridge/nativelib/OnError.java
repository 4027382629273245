package dev.ambi.bridge.nativelib;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What the C caller of a {@link CApi} method gets when it throws, where that is not the usual NULL
 * for pointers, -1 for integers and 0 for NumPy's converters.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.SOURCE)
public @interface OnError {
  /** The returned word. */
  long value();
}
