package dev.ambi.core.internal.loop;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A static method whose body replaces the calls of it in each copy of a template.
 *
 * <p>The JIT decides anew for every call whether it inlines, by what it has seen so far: a method
 * that was compiled by itself already, or a loop that ran rarely until now, remains a call. A
 * vector that crosses a call is put into an object, which makes a loop ten to fifty times slower.
 * So no vector crosses one: what templates share is expanded before the JIT sees it.
 *
 * <p>Such a method has no exception handlers and uses no private members of its class.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
@interface Flattened {}
