package dev.ambi.bridge.nativelib;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a class whose public static methods implement functions of the C API. A method has the
 * exact name of the C function and its parameters in order: {@code int} for C types of up to 32
 * bits, {@code double} for double, {@code long} for all else (pointers are addresses). A first
 * parameter of type {@link CallContext}, which C does not have, is filled in by the dispatcher.
 *
 * <p>The methods run with the interpreter lock held. What they throw becomes the Python error, and
 * the C caller gets the function's error value (see {@link OnError}).
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.SOURCE)
public @interface CApi {}
