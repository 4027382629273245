package dev.ambi.core;

/** The order in which the elements of a new array lie in memory. */
public enum Order {
  /** Row-major: the last axis varies fastest. */
  C,
  /** Column-major: the first axis varies fastest. */
  F,
  /** {@link #F} where the source is Fortran-contiguous and not C-contiguous, else {@link #C}. */
  A,
  /** As close to the order of the source as a gapless array can be. */
  K
}
