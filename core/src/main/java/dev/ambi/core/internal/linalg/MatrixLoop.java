package dev.ambi.core.internal.linalg;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;

import dev.ambi.core.TypeId;
import dev.ambi.core.internal.Casts;
import dev.ambi.core.internal.Scratch;
import dev.ambi.core.internal.loop.DotKernel;
import dev.ambi.core.internal.loop.Products;
import dev.ambi.core.internal.loop.RowProduct;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Adds products of matrices of one dtype to a matrix: by the way that suits dtype and shape. */
final class MatrixLoop {

  /** The columns of a row that is added up at a time. */
  private static final long COLUMNS = 1024;

  /** Elements of two vectors that are multiplied at a time. */
  private static final long BLOCK = 512;

  private final TypeId id;
  private final TypeId part;
  private final long item;

  /**
   * Prepares products.
   *
   * @param id a number that is not float16
   */
  MatrixLoop(TypeId id) {
    this.id = id;
    this.part = id.realPart();
    this.item = part.size();
  }

  /** Adds the product of n by k and k by m to a matrix that is zero. */
  void multiply(Matrix a, Matrix b, Matrix c, long n, long k, long m) {
    if (!id.isComplex()) {
      real(a, b, c, n, k, m, false);
      return;
    }
    Matrix imaginaryA = a.at(a.at() + item);
    Matrix imaginaryB = b.at(b.at() + item);
    Matrix imaginaryC = c.at(c.at() + item);
    real(a, b, c, n, k, m, false);
    real(imaginaryA, imaginaryB, c, n, k, m, true);
    real(a, imaginaryB, imaginaryC, n, k, m, false);
    real(imaginaryA, b, imaginaryC, n, k, m, false);
  }

  private void real(Matrix a, Matrix b, Matrix c, long n, long k, long m, boolean subtract) {
    if (!part.isFloat()) {
      integers(a, b, c, n, k, m);
    } else if (n == 1 && m == 1) {
      dot(a, b, c, k, subtract);
    } else if (m == 1 && a.column() == item && !subtract) {
      rowsByVector(a, b, c, n, k);
    } else if (n == 1 && b.row() == item && !subtract) {
      rowsByVector(b.transposed(), a.transposed(), c.transposed(), m, k);
    } else if (n == 1 && b.column() == item && c.column() == item && !subtract) {
      Products.rows(part)
          .add(
              k,
              a.memory(),
              a.at(),
              a.column(),
              b.memory(),
              b.at(),
              b.row(),
              c.memory(),
              c.at(),
              m);
    } else {
      new Gemm(part, subtract).multiply(a, b, c, n, k, m);
    }
  }

  /** Brings the right matrix together by stretches of columns, whose rows have no gaps then. */
  private void integers(Matrix a, Matrix b, Matrix c, long n, long k, long m) {
    RowProduct rows = Products.rows(part);
    boolean direct = b.column() == item;
    long width = Math.min(COLUMNS, m);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment packed = direct ? b.memory() : arena.allocate(k * width * item, 64);
      MemorySegment sums = arena.allocate(width * item, 64);
      var move = Casts.move(item);
      for (long j = 0; j < m; j += width) {
        long count = Math.min(width, m - j);
        long at = direct ? b.at() + j * item : 0;
        long row = direct ? b.row() : width * item;
        for (long p = 0; p < k && !direct; p++) {
          Matrix from = b.from(p, j);
          move.run(b.memory(), from.at(), b.column(), packed, p * row, item, count);
        }
        for (long i = 0; i < n; i++) {
          sums.fill((byte) 0);
          Matrix left = a.from(i, 0);
          rows.add(k, a.memory(), left.at(), a.column(), packed, at, row, sums, 0, count);
          Matrix to = c.from(i, j);
          move.run(sums, 0, item, c.memory(), to.at(), c.column(), count);
        }
      }
    }
  }

  private void dot(Matrix a, Matrix b, Matrix c, long k, boolean subtract) {
    double sum = 0;
    DotKernel kernel = Products.dot(part);
    try (Scratch scratch = Scratch.take(2 * BLOCK * item)) {
      MemorySegment s = scratch.memory();
      var move = Casts.move(item);
      boolean near = a.column() == item;
      boolean far = b.row() == item;
      for (long p = 0; p < k; p += BLOCK) {
        long count = Math.min(BLOCK, k - p);
        long i = a.at() + p * a.column();
        long j = b.at() + p * b.row();
        if (!near) {
          move.run(a.memory(), i, a.column(), s, 0, item, count);
        }
        if (!far) {
          move.run(b.memory(), j, b.row(), s, BLOCK * item, item, count);
        }
        sum +=
            kernel.dot(
                near ? a.memory() : s,
                near ? i : 0,
                far ? b.memory() : s,
                far ? j : BLOCK * item,
                count);
      }
    }
    add(c.memory(), c.at(), subtract ? -sum : sum);
  }

  private void add(MemorySegment m, long at, double more) {
    if (part == TypeId.FLOAT32) {
      m.set(JAVA_FLOAT_UNALIGNED, at, (float) (m.get(JAVA_FLOAT_UNALIGNED, at) + more));
    } else {
      m.set(JAVA_DOUBLE_UNALIGNED, at, m.get(JAVA_DOUBLE_UNALIGNED, at) + more);
    }
  }

  /** Each row without gaps times one vector. */
  private void rowsByVector(Matrix a, Matrix x, Matrix c, long n, long k) {
    try (Arena arena = Arena.ofConfined()) {
      Matrix y = x;
      if (x.row() != item && n > 1) {
        y = new Matrix(arena.allocate(k * item, 64), 0, item, item);
        Casts.move(item).run(x.memory(), x.at(), x.row(), y.memory(), 0, item, k);
      }
      for (long i = 0; i < n; i++) {
        dot(a.from(i, 0), y, c.from(i, 0), k, false);
      }
    }
  }
}
