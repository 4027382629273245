package dev.ambi.bridge.kernel;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * This parameter and those after it stand for the {@code ...} of a variadic C function. C promotes
 * what it passes there: a {@code float}, {@code short}, {@code byte}, {@code char} or {@code
 * boolean} cannot be declared.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Variadic {}
