package dev.ambi.bridge.kernel;

/** How the elements of an array have to lie for a kernel. */
public enum Layout {
  /** Without gaps, the last index fastest. */
  C,
  /** Without gaps, the first index fastest, as Fortran has it. */
  F,
  /** Without gaps, either way. */
  CONTIGUOUS,
  /** Anyhow: the kernel is told the strides, or knows them. */
  ANY
}
