package dev.ambi.core;

/** The constants of the Python array API standard. */
public final class Constants {

  private Constants() {}

  /** Euler's number. */
  public static final double E = Math.E;

  /** Positive infinity. */
  public static final double INF = Double.POSITIVE_INFINITY;

  /** Not a number. */
  public static final double NAN = Double.NaN;

  /** The ratio of a circle's circumference to its diameter. */
  public static final double PI = Math.PI;

  /** An index that adds an axis of length one. */
  public static final Index NEWAXIS = Index.NEW_AXIS;
}
