package dev.ambi.bridge;

import dev.ambi.core.DType;

/**
 * An element of an array whose dtype an extension registered ({@code PyArray_RegisterDataType}):
 * its bytes, copied. What they mean is known to the extension alone, which is asked for the text.
 * Immutable; equal to an element of the same dtype with the same bytes. Can be put into an array of
 * its dtype, and given to the extension's functions, which get the scalar that stands for it.
 */
public interface UserElement {
  /** {@return the dtype that it is an element of} */
  DType dtype();

  /** {@return its bytes, a copy} */
  byte[] bytes();
}
