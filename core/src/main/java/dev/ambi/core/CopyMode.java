package dev.ambi.core;

/** Whether elements are copied where a view could show them. */
public enum CopyMode {
  /** Always. */
  ALWAYS,
  /** Only where there is no other way. */
  IF_NEEDED,
  /** Never: where there is no other way, {@link IllegalArgumentException}. */
  NEVER
}
