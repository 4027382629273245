package dev.ambi.core.internal.linalg;

import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;

import dev.ambi.core.TypeId;
import dev.ambi.core.internal.Parallel;
import dev.ambi.core.internal.loop.Products;
import dev.ambi.core.internal.loop.TileKernel;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Adds products of matrices of float32 or float64 to a matrix, at any strides. */
final class Gemm {

  /** The bytes of a packed block of the left matrix: half of a second-level cache. */
  private static final long LEFT_BYTES = 256 << 10;

  /** The steps of the sum that are packed at a time. */
  private static final long DEPTH = 256;

  /** The columns of the right matrix that are packed at a time, about. */
  private static final long WIDTH = 3072;

  private final boolean single;
  private final long item;
  private final TileKernel kernel;
  private final int tileRows;
  private final int tileColumns;
  private final boolean subtract;

  /**
   * Prepares products.
   *
   * @param id float32 or float64
   * @param subtract whether products are subtracted
   */
  Gemm(TypeId id, boolean subtract) {
    this.single = id == TypeId.FLOAT32;
    this.item = id.size();
    this.kernel = Products.tile(id);
    this.tileRows = kernel.rows();
    this.tileColumns = kernel.columns();
    this.subtract = subtract;
  }

  /**
   * Adds a product.
   *
   * @param a the left matrix, n by k
   * @param b the right matrix, k by m
   * @param c the matrix that it is added to, n by m
   * @param n its rows
   * @param k the terms of each sum
   * @param m its columns
   */
  void multiply(Matrix a, Matrix b, Matrix c, long n, long k, long m) {
    long depth = Math.min(DEPTH, k);
    long height = roundedUp(Math.min(LEFT_BYTES / (DEPTH * item), n), tileRows);
    long width = roundedUp(Math.min(WIDTH, m), tileColumns);
    boolean shared = Parallel.mayShare(a.memory(), b.memory(), c.memory());
    try (Arena arena = shared ? Arena.ofShared() : Arena.ofConfined()) {
      MemorySegment right = arena.allocate(depth * width * item, 64);
      for (long j = 0; j < m; j += width) {
        long columns = Math.min(width, m - j);
        for (long p = 0; p < k; p += depth) {
          long steps = Math.min(depth, k - p);
          // The strips of the right matrix are those of its transpose.
          pack(b.from(p, j).transposed(), columns, steps, tileColumns, right, false);
          long at = p;
          long first = j;
          Parallel.ranges(
              n,
              shared ? height : n,
              (from, to) -> {
                try (Arena own = Arena.ofConfined()) {
                  Block block =
                      new Block(
                          own.allocate(depth * height * item, 64),
                          own.allocate((long) tileRows * tileColumns * item, 64));
                  for (long i = from; i < to; i += height) {
                    long rows = Math.min(height, to - i);
                    pack(a.from(i, at), rows, steps, tileRows, block.left(), subtract);
                    block.multiply(right, c.from(i, first), rows, steps, columns);
                  }
                }
              });
        }
      }
    }
  }

  private static long roundedUp(long n, long unit) {
    return (n + unit - 1) / unit * unit;
  }

  /** Strips of so many rows, step by step; the last is filled up with zeros. */
  private void pack(
      Matrix from, long rows, long steps, int strip, MemorySegment to, boolean negated) {
    long at = 0;
    for (long i = 0; i < rows; i += strip) {
      long count = Math.min(strip, rows - i);
      if (from.row() == item && count == strip && !negated) {
        for (long p = 0; p < steps; p++) {
          long source = from.at() + i * item + p * from.column();
          MemorySegment.copy(from.memory(), source, to, at + p * strip * item, strip * item);
        }
      } else if (single) {
        packSingle(from, i, count, steps, strip, to, at, negated);
      } else {
        packDouble(from, i, count, steps, strip, to, at, negated);
      }
      at += strip * steps * item;
    }
  }

  private static void packDouble(
      Matrix from,
      long i,
      long count,
      long steps,
      int strip,
      MemorySegment to,
      long at,
      boolean negated) {
    MemorySegment m = from.memory();
    for (long r = 0; r < strip; r++) {
      long source = from.at() + (i + r) * from.row();
      long target = at + r * 8;
      for (long p = 0; p < steps; p++) {
        double v = r < count ? m.get(JAVA_DOUBLE_UNALIGNED, source + p * from.column()) : 0;
        to.set(JAVA_DOUBLE_UNALIGNED, target + p * strip * 8, negated ? -v : v);
      }
    }
  }

  private static void packSingle(
      Matrix from,
      long i,
      long count,
      long steps,
      int strip,
      MemorySegment to,
      long at,
      boolean negated) {
    MemorySegment m = from.memory();
    for (long r = 0; r < strip; r++) {
      long source = from.at() + (i + r) * from.row();
      long target = at + r * 4;
      for (long p = 0; p < steps; p++) {
        float v = r < count ? m.get(JAVA_FLOAT_UNALIGNED, source + p * from.column()) : 0;
        to.set(JAVA_FLOAT_UNALIGNED, target + p * strip * 4, negated ? -v : v);
      }
    }
  }

  /** What one thread works with. */
  private final class Block {
    private final MemorySegment left;
    private final MemorySegment tile;

    Block(MemorySegment left, MemorySegment tile) {
      this.left = left;
      this.tile = tile;
    }

    MemorySegment left() {
      return left;
    }

    void multiply(MemorySegment right, Matrix c, long rows, long steps, long columns) {
      for (long j = 0; j < columns; j += tileColumns) {
        long b = j * steps * item;
        boolean whole = j + tileColumns <= columns && c.column() == item;
        for (long i = 0; i < rows; i += tileRows) {
          long a = i * steps * item;
          if (whole && i + tileRows <= rows) {
            kernel.multiply(
                steps, left, a, right, b, c.memory(), c.at() + i * c.row() + j * item, c.row());
          } else {
            tile.fill((byte) 0);
            kernel.multiply(steps, left, a, right, b, tile, 0, tileColumns * item);
            add(c.from(i, j), Math.min(tileRows, rows - i), Math.min(tileColumns, columns - j));
          }
        }
      }
    }

    /** Adds a part of the tile to where it belongs. */
    private void add(Matrix c, long rows, long columns) {
      MemorySegment m = c.memory();
      for (long i = 0; i < rows; i++) {
        for (long j = 0; j < columns; j++) {
          long from = (i * tileColumns + j) * item;
          long to = c.at() + i * c.row() + j * c.column();
          if (single) {
            float sum = m.get(JAVA_FLOAT_UNALIGNED, to) + tile.get(JAVA_FLOAT_UNALIGNED, from);
            m.set(JAVA_FLOAT_UNALIGNED, to, sum);
          } else {
            double sum = m.get(JAVA_DOUBLE_UNALIGNED, to) + tile.get(JAVA_DOUBLE_UNALIGNED, from);
            m.set(JAVA_DOUBLE_UNALIGNED, to, sum);
          }
        }
      }
    }
  }
}
