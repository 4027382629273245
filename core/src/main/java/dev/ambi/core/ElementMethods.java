package dev.ambi.core;

import dev.ambi.core.internal.Elements;
import dev.ambi.core.internal.index.BasicIndex;

/** Single elements read and written. Part of {@link NDArray}. */
public sealed interface ElementMethods permits NDArray {

  private NDArray self() {
    return (NDArray) this;
  }

  private long at(long[] index) {
    self().checkAlive();
    if (index.length != self().shape.length) {
      if (index.length > self().shape.length) {
        throw BasicIndex.tooMany(self().shape.length, index.length);
      }
      throw new IndexOutOfBoundsException(
          "too few indices for one element: array is "
              + self().shape.length
              + "-dimensional, but "
              + index.length
              + " were indexed");
    }
    long at = self().offset;
    for (int i = 0; i < index.length; i++) {
      at += BasicIndex.place(index[i], self().shape, i) * self().strides[i];
    }
    return at;
  }

  private long writableAt(long[] index) {
    self().checkWritable();
    return at(index);
  }

  /**
   * {@return the element as a double; text is parsed}
   *
   * @param index a position on each axis
   * @throws IllegalArgumentException if it is complex with an imaginary part, or no number
   */
  default double getDouble(long... index) {
    return Elements.getDouble(self().memory, at(index), self().dtype);
  }

  /**
   * {@return the element as a long; a fraction is cut off, text is parsed}
   *
   * @param index a position on each axis
   * @throws ArithmeticException if it does not fit
   * @throws IllegalArgumentException if it is NaN, or no number
   */
  default long getLong(long... index) {
    return Elements.getLong(self().memory, at(index), self().dtype);
  }

  /**
   * {@return whether the element is not zero; for text, not empty}
   *
   * @param index a position on each axis
   */
  default boolean getBoolean(long... index) {
    return Elements.getBoolean(self().memory, at(index), self().dtype);
  }

  /**
   * {@return the element as a complex number; text is parsed}
   *
   * @param index a position on each axis
   */
  default Complex getComplex(long... index) {
    return Elements.getComplex(self().memory, at(index), self().dtype);
  }

  /**
   * {@return the element as text: text without its trailing NULs, a number as {@link
   * NDArray#formatScalar} writes it}
   *
   * @param index a position on each axis
   */
  default String getString(long... index) {
    return Elements.getString(self().memory, at(index), self().dtype);
  }

  /**
   * {@return the element as bytes without trailing NULs; what is not bytes, as ASCII text}
   *
   * @param index a position on each axis
   */
  default byte[] getBytes(long... index) {
    return Elements.getBytes(self().memory, at(index), self().dtype);
  }

  /**
   * {@return the element as a Boolean (bool), Long (integers), BigInteger (uint64), Double
   * (floats), {@link Complex}, byte[] (bytes, void), String (str), {@link DateTimeValue}, {@link
   * TimeDeltaValue}, {@link Row} (structured), or what a {@link UserDType} gives}
   *
   * @param index a position on each axis
   */
  default Object getObject(long... index) {
    return Elements.getObject(self().memory, at(index), self().dtype);
  }

  /**
   * Writes an element.
   *
   * @param value the value
   * @param index a position on each axis
   * @throws ArithmeticException if an infinity, or a number out of its range, is to be an integer
   * @throws IllegalArgumentException if NaN is to be an integer
   */
  default void setDouble(double value, long... index) {
    Elements.setDouble(self().memory, writableAt(index), self().dtype, value);
  }

  /**
   * Writes an element.
   *
   * @param value the value
   * @param index a position on each axis
   * @throws ArithmeticException if the dtype is an integer that cannot hold the value
   */
  default void setLong(long value, long... index) {
    Elements.setLong(self().memory, writableAt(index), self().dtype, value);
  }

  /**
   * Writes an element.
   *
   * @param value the value
   * @param index a position on each axis
   */
  default void setBoolean(boolean value, long... index) {
    Elements.setObject(self().memory, writableAt(index), self().dtype, value);
  }

  /**
   * Writes an element.
   *
   * @param value the value
   * @param index a position on each axis
   * @throws IllegalArgumentException if the dtype is a real number
   */
  default void setComplex(Complex value, long... index) {
    Elements.setComplex(self().memory, writableAt(index), self().dtype, value);
  }

  /**
   * Writes an element: text cut to the length of the dtype, or parsed for a number.
   *
   * @param value the value
   * @param index a position on each axis
   * @throws IllegalArgumentException if the text is no such number, or not ASCII for a bytes dtype
   */
  default void setString(String value, long... index) {
    Elements.setString(self().memory, writableAt(index), self().dtype, value);
  }

  /**
   * Writes an element: bytes cut to the length of the dtype, or parsed for a number.
   *
   * @param value the value
   * @param index a position on each axis
   */
  default void setBytes(byte[] value, long... index) {
    Elements.setBytes(self().memory, writableAt(index), self().dtype, value);
  }

  /**
   * Writes an element.
   *
   * @param value a Boolean, a Number, a {@link Complex}, a byte[] or a CharSequence; for a
   *     structured array a {@link Row}, a List, an array or a Map with a value for each field, or
   *     one value for all of them; for a field that is an array an array, a nested List or one
   *     value
   * @param index a position on each axis
   * @throws ArithmeticException if the dtype is an integer that cannot hold the value
   * @throws IllegalArgumentException if the dtype cannot hold such a value at all
   */
  default void setObject(Object value, long... index) {
    Elements.setObject(self().memory, writableAt(index), self().dtype, value);
  }

  /**
   * {@return the only element, as {@link #getObject} gives it}
   *
   * @throws IllegalArgumentException if there is not exactly one
   */
  default Object item() {
    if (self().size != 1) {
      throw new IllegalArgumentException("can only convert an array of size 1 to a scalar");
    }
    self().checkAlive();
    return Elements.getObject(self().memory, self().offset, self().dtype);
  }
}
