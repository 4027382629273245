package dev.ambi.core;

/**
 * Element-wise operations of an array: the most used ufuncs as methods. Part of {@link NDArray}, in
 * a file of its own. Results are new arrays; other operands broadcast. A Java number adapts to the
 * dtype of the array (NEP 50). {@link Ops} has the rest, {@link UFuncs} the options.
 */
public sealed interface ElementwiseMethods permits NDArray {

  /**
   * {@return the sum}
   *
   * @param other the other operand
   */
  default NDArray add(NDArray other) {
    return UFuncs.ADD.call((NDArray) this, other);
  }

  /**
   * {@return the sum}
   *
   * @param other the other operand
   */
  default NDArray add(Number other) {
    return UFuncs.ADD.call((NDArray) this, other);
  }

  /**
   * {@return the difference}
   *
   * @param other the other operand
   */
  default NDArray subtract(NDArray other) {
    return UFuncs.SUBTRACT.call((NDArray) this, other);
  }

  /**
   * {@return the difference}
   *
   * @param other the other operand
   */
  default NDArray subtract(Number other) {
    return UFuncs.SUBTRACT.call((NDArray) this, other);
  }

  /**
   * {@return the product}
   *
   * @param other the other operand
   */
  default NDArray multiply(NDArray other) {
    return UFuncs.MULTIPLY.call((NDArray) this, other);
  }

  /**
   * {@return the product}
   *
   * @param other the other operand
   */
  default NDArray multiply(Number other) {
    return UFuncs.MULTIPLY.call((NDArray) this, other);
  }

  /**
   * {@return the quotient; of integers as float64}
   *
   * @param other the other operand
   */
  default NDArray divide(NDArray other) {
    return UFuncs.DIVIDE.call((NDArray) this, other);
  }

  /**
   * {@return the quotient; of integers as float64}
   *
   * @param other the other operand
   */
  default NDArray divide(Number other) {
    return UFuncs.DIVIDE.call((NDArray) this, other);
  }

  /**
   * {@return the quotient rounded down}
   *
   * @param other the other operand
   */
  default NDArray floorDivide(NDArray other) {
    return UFuncs.FLOOR_DIVIDE.call((NDArray) this, other);
  }

  /**
   * {@return the quotient rounded down}
   *
   * @param other the other operand
   */
  default NDArray floorDivide(Number other) {
    return UFuncs.FLOOR_DIVIDE.call((NDArray) this, other);
  }

  /**
   * {@return the remainder, with the sign of the divisor}
   *
   * @param other the other operand
   */
  default NDArray remainder(NDArray other) {
    return UFuncs.REMAINDER.call((NDArray) this, other);
  }

  /**
   * {@return the remainder, with the sign of the divisor}
   *
   * @param other the other operand
   */
  default NDArray remainder(Number other) {
    return UFuncs.REMAINDER.call((NDArray) this, other);
  }

  /**
   * {@return the power}
   *
   * @param other the other operand
   */
  default NDArray pow(NDArray other) {
    return UFuncs.POWER.call((NDArray) this, other);
  }

  /**
   * {@return the power}
   *
   * @param other the other operand
   */
  default NDArray pow(Number other) {
    return UFuncs.POWER.call((NDArray) this, other);
  }

  /**
   * {@return the greater of each pair, NaN if either is}
   *
   * @param other the other operand
   */
  default NDArray maximum(NDArray other) {
    return UFuncs.MAXIMUM.call((NDArray) this, other);
  }

  /**
   * {@return the greater of each pair, NaN if either is}
   *
   * @param other the other operand
   */
  default NDArray maximum(Number other) {
    return UFuncs.MAXIMUM.call((NDArray) this, other);
  }

  /**
   * {@return the lesser of each pair, NaN if either is}
   *
   * @param other the other operand
   */
  default NDArray minimum(NDArray other) {
    return UFuncs.MINIMUM.call((NDArray) this, other);
  }

  /**
   * {@return the lesser of each pair, NaN if either is}
   *
   * @param other the other operand
   */
  default NDArray minimum(Number other) {
    return UFuncs.MINIMUM.call((NDArray) this, other);
  }

  /**
   * {@return where this equals the other}
   *
   * @param other the other operand
   */
  default NDArray equal(NDArray other) {
    return Ops.equal(this, other);
  }

  /**
   * {@return where this equals the other}
   *
   * @param other the other operand
   */
  default NDArray equal(Number other) {
    return Ops.equal(this, other);
  }

  /**
   * {@return where this differs from the other}
   *
   * @param other the other operand
   */
  default NDArray notEqual(NDArray other) {
    return Ops.notEqual(this, other);
  }

  /**
   * {@return where this differs from the other}
   *
   * @param other the other operand
   */
  default NDArray notEqual(Number other) {
    return Ops.notEqual(this, other);
  }

  /**
   * {@return where this is less than the other}
   *
   * @param other the other operand
   */
  default NDArray less(NDArray other) {
    return UFuncs.LESS.call((NDArray) this, other);
  }

  /**
   * {@return where this is less than the other}
   *
   * @param other the other operand
   */
  default NDArray less(Number other) {
    return UFuncs.LESS.call((NDArray) this, other);
  }

  /**
   * {@return where this is not greater than the other}
   *
   * @param other the other operand
   */
  default NDArray lessEqual(NDArray other) {
    return UFuncs.LESS_EQUAL.call((NDArray) this, other);
  }

  /**
   * {@return where this is not greater than the other}
   *
   * @param other the other operand
   */
  default NDArray lessEqual(Number other) {
    return UFuncs.LESS_EQUAL.call((NDArray) this, other);
  }

  /**
   * {@return where this is greater than the other}
   *
   * @param other the other operand
   */
  default NDArray greater(NDArray other) {
    return UFuncs.GREATER.call((NDArray) this, other);
  }

  /**
   * {@return where this is greater than the other}
   *
   * @param other the other operand
   */
  default NDArray greater(Number other) {
    return UFuncs.GREATER.call((NDArray) this, other);
  }

  /**
   * {@return where this is not less than the other}
   *
   * @param other the other operand
   */
  default NDArray greaterEqual(NDArray other) {
    return UFuncs.GREATER_EQUAL.call((NDArray) this, other);
  }

  /**
   * {@return where this is not less than the other}
   *
   * @param other the other operand
   */
  default NDArray greaterEqual(Number other) {
    return UFuncs.GREATER_EQUAL.call((NDArray) this, other);
  }

  /**
   * {@return the bitwise and}
   *
   * @param other the other operand
   */
  default NDArray bitwiseAnd(NDArray other) {
    return UFuncs.BITWISE_AND.call((NDArray) this, other);
  }

  /**
   * {@return the bitwise and}
   *
   * @param other the other operand
   */
  default NDArray bitwiseAnd(Number other) {
    return UFuncs.BITWISE_AND.call((NDArray) this, other);
  }

  /**
   * {@return the bitwise or}
   *
   * @param other the other operand
   */
  default NDArray bitwiseOr(NDArray other) {
    return UFuncs.BITWISE_OR.call((NDArray) this, other);
  }

  /**
   * {@return the bitwise or}
   *
   * @param other the other operand
   */
  default NDArray bitwiseOr(Number other) {
    return UFuncs.BITWISE_OR.call((NDArray) this, other);
  }

  /**
   * {@return the bitwise exclusive or}
   *
   * @param other the other operand
   */
  default NDArray bitwiseXor(NDArray other) {
    return UFuncs.BITWISE_XOR.call((NDArray) this, other);
  }

  /**
   * {@return the bitwise exclusive or}
   *
   * @param other the other operand
   */
  default NDArray bitwiseXor(Number other) {
    return UFuncs.BITWISE_XOR.call((NDArray) this, other);
  }

  /**
   * {@return the logical and}
   *
   * @param other the other operand
   */
  default NDArray logicalAnd(NDArray other) {
    return UFuncs.LOGICAL_AND.call((NDArray) this, other);
  }

  /**
   * {@return the logical and}
   *
   * @param other the other operand
   */
  default NDArray logicalAnd(Number other) {
    return UFuncs.LOGICAL_AND.call((NDArray) this, other);
  }

  /**
   * {@return the logical or}
   *
   * @param other the other operand
   */
  default NDArray logicalOr(NDArray other) {
    return UFuncs.LOGICAL_OR.call((NDArray) this, other);
  }

  /**
   * {@return the logical or}
   *
   * @param other the other operand
   */
  default NDArray logicalOr(Number other) {
    return UFuncs.LOGICAL_OR.call((NDArray) this, other);
  }

  /** {@return the elements with the other sign} */
  default NDArray negative() {
    return UFuncs.NEGATIVE.call((NDArray) this);
  }

  /** {@return the absolute values} */
  default NDArray abs() {
    return UFuncs.ABSOLUTE.call((NDArray) this);
  }

  /** {@return the signs} */
  default NDArray sign() {
    return UFuncs.SIGN.call((NDArray) this);
  }

  /** {@return the squares} */
  default NDArray square() {
    return UFuncs.SQUARE.call((NDArray) this);
  }

  /** {@return the square roots} */
  default NDArray sqrt() {
    return UFuncs.SQRT.call((NDArray) this);
  }

  /** {@return e to the power of the elements} */
  default NDArray exp() {
    return UFuncs.EXP.call((NDArray) this);
  }

  /** {@return the natural logarithms} */
  default NDArray log() {
    return UFuncs.LOG.call((NDArray) this);
  }

  /** {@return the sines} */
  default NDArray sin() {
    return UFuncs.SIN.call((NDArray) this);
  }

  /** {@return the cosines} */
  default NDArray cos() {
    return UFuncs.COS.call((NDArray) this);
  }

  /** {@return the tangents} */
  default NDArray tan() {
    return UFuncs.TAN.call((NDArray) this);
  }

  /** {@return the hyperbolic tangents} */
  default NDArray tanh() {
    return UFuncs.TANH.call((NDArray) this);
  }

  /** {@return the elements rounded down} */
  default NDArray floor() {
    return UFuncs.FLOOR.call((NDArray) this);
  }

  /** {@return the elements rounded up} */
  default NDArray ceil() {
    return UFuncs.CEIL.call((NDArray) this);
  }

  /** {@return the elements rounded, halves to even} */
  default NDArray round() {
    return UFuncs.RINT.call((NDArray) this);
  }

  /** {@return the complex conjugates} */
  default NDArray conj() {
    return UFuncs.CONJUGATE.call((NDArray) this);
  }

  /** {@return where elements are zero} */
  default NDArray logicalNot() {
    return UFuncs.LOGICAL_NOT.call((NDArray) this);
  }

  /** {@return the bitwise not} */
  default NDArray bitwiseInvert() {
    return UFuncs.INVERT.call((NDArray) this);
  }

  /** {@return where elements are NaN} */
  default NDArray isnan() {
    return UFuncs.ISNAN.call((NDArray) this);
  }

  /** {@return where elements are finite} */
  default NDArray isfinite() {
    return UFuncs.ISFINITE.call((NDArray) this);
  }
}
