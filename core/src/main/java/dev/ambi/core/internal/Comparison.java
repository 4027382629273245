package dev.ambi.core.internal;

import dev.ambi.core.DType;
import dev.ambi.core.TypeId;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/** Equality and hash of gapless runs of elements of one native dtype. */
public final class Comparison {

  private static final int BLOCK = 1024;

  private Comparison() {}

  /**
   * {@return whether two runs hold equal values; NaN equals NaN, 0.0 does not equal -0.0}
   *
   * @param a one run
   * @param b the other, of the same size
   * @param dtype the dtype of both
   */
  public static boolean equal(MemorySegment a, MemorySegment b, DType dtype) {
    if (a.mismatch(b) == -1) {
      return true;
    }
    TypeId part = dtype.id().realPart();
    if (!part.isFloat()) {
      return false;
    }
    Lane lane = new Lane(part, false, BLOCK);
    double[] x = new double[BLOCK];
    double[] y = new double[BLOCK];
    long n = a.byteSize() / part.size();
    for (long done = 0; done < n; done += BLOCK) {
      int count = (int) Math.min(BLOCK, n - done);
      lane.load(a, done * part.size(), part.size(), x, count);
      lane.load(b, done * part.size(), part.size(), y, count);
      // Arrays.equals of double[] has just this idea of equality.
      if (!Arrays.equals(x, 0, count, y, 0, count)) {
        return false;
      }
    }
    return true;
  }

  /**
   * {@return a hash that agrees with {@link #equal}}
   *
   * @param a the run
   * @param dtype its dtype
   */
  public static int hash(MemorySegment a, DType dtype) {
    TypeId part = dtype.id().realPart();
    int hash = 1;
    if (part.isFloat()) {
      Lane lane = new Lane(part, false, BLOCK);
      double[] x = new double[BLOCK];
      long n = a.byteSize() / part.size();
      for (long done = 0; done < n; done += BLOCK) {
        int count = (int) Math.min(BLOCK, n - done);
        lane.load(a, done * part.size(), part.size(), x, count);
        for (int i = 0; i < count; i++) {
          hash = 31 * hash + Double.hashCode(x[i]);
        }
      }
      return hash;
    }
    byte[] bytes = new byte[BLOCK];
    for (long done = 0; done < a.byteSize(); done += BLOCK) {
      int count = (int) Math.min(BLOCK, a.byteSize() - done);
      MemorySegment.copy(a, ValueLayout.JAVA_BYTE, done, bytes, 0, count);
      for (int i = 0; i < count; i++) {
        hash = 31 * hash + bytes[i];
      }
    }
    return hash;
  }
}
