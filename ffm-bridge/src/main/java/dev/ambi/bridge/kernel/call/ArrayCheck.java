package dev.ambi.bridge.kernel.call;

import dev.ambi.bridge.kernel.Layout;
import dev.ambi.bridge.view.ArrayViews;
import dev.ambi.bridge.view.PlainView;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks whether an array is what its parameter declares. A record, because the JIT compiler takes
 * the fields of records for constants where the record is one, as it is in compiled calls.
 *
 * @param where the method, for messages
 * @param name the parameter
 * @param rule what is declared
 * @param mask the bits of an address that have to be zero; -1 where that depends on the array
 */
record ArrayCheck(String where, String name, ArrayRule rule, long mask) {

  ArrayCheck(String where, String name, ArrayRule rule) {
    this(where, name, rule, rule.dtype() == null ? -1 : rule.dtype().alignment() - 1);
  }

  /** Whether the array can be passed as it is. What says no may say yes on a closer look. */
  boolean fits(NDArray a) {
    if (a == null) {
      return rule.nullable();
    }
    MemorySegment memory = a.memory();
    return (rule.dtype() == null || a.dtype() == rule.dtype())
        && hasDimensions(a)
        && hasLayout(a)
        && (rule.direction() == Direction.IN || a.isWritable())
        && (rule.heap() || memory.isNative())
        && memory.scope().isAlive()
        && (!rule.aligned() || isAligned(a));
  }

  private boolean hasDimensions(NDArray a) {
    return a.ndim() >= rule.minDims() && a.ndim() <= rule.maxDims();
  }

  private boolean hasLayout(NDArray a) {
    return switch (rule.layout()) {
      case C -> a.isCContiguous();
      case F -> a.isFContiguous();
      case CONTIGUOUS -> a.isCContiguous() || a.isFContiguous();
      case ANY -> true;
    };
  }

  private boolean isAligned(NDArray a) {
    // Without gaps, all elements are aligned where the first is.
    return rule.layout() == Layout.ANY || mask < 0 || !a.memory().isNative()
        ? a.isAligned()
        : ((a.memory().address() + a.offset()) & mask) == 0;
  }

  /**
   * {@return the array, or a copy of it that fits}
   *
   * @param frame takes care of the copy; may be null where the rule allows none
   * @throws IllegalArgumentException if it does not fit and may not be copied
   * @throws IllegalStateException if its memory was freed
   */
  NDArray admit(Frame frame, NDArray a) {
    if (fits(a)) {
      return a;
    }
    if (a == null) {
      throw new NullPointerException(
          where + ": " + name + " is null, which only @Array(nullable = true) allows");
    }
    if (!a.isAlive()) {
      throw new IllegalStateException(
          where + ": the memory of " + name + " was freed: its Arena is closed");
    }
    if (!hasDimensions(a)) {
      throw wrong("has " + dimensions(a.ndim()) + ", and the kernel takes " + dimensionsTaken());
    }
    if (rule.direction() != Direction.IN && !a.isWritable()) {
      throw wrong("is read-only, and the kernel writes to it");
    }
    List<String> problems = problems(a);
    if (problems.isEmpty()) {
      return a;
    }
    if (!rule.copy()) {
      throw wrong(String.join("; it ", problems));
    }
    return frame.stage(this, a);
  }

  /** What a copy mends. */
  private List<String> problems(NDArray a) {
    List<String> problems = new ArrayList<>();
    DType wanted = rule.dtype();
    if (wanted != null && !a.dtype().equals(wanted)) {
      problems.add("has the dtype " + a.dtype() + ", and the kernel takes " + wanted);
    }
    if (!hasLayout(a)) {
      problems.add(
          "does not lie in memory %s; copy(%s) does"
              .formatted(words(rule.layout()), rule.layout() == Layout.F ? "Order.F" : ""));
    }
    if (!rule.heap() && !a.memory().isNative()) {
      problems.add("lies on the Java heap, and the kernel needs native memory; copy() is there");
    }
    if (rule.aligned() && !isAligned(a)) {
      problems.add("is not aligned for " + a.dtype() + "; copy() is");
    }
    return problems;
  }

  private static String words(Layout layout) {
    return switch (layout) {
      case C -> "without gaps and row by row";
      case F -> "without gaps and column by column";
      case CONTIGUOUS, ANY -> "without gaps";
    };
  }

  private static String dimensions(int n) {
    return n + (n == 1 ? " dimension" : " dimensions");
  }

  private String dimensionsTaken() {
    if (rule.minDims() == rule.maxDims()) {
      return dimensions(rule.minDims());
    }
    if (rule.minDims() == 0) {
      return "at most " + rule.maxDims();
    }
    if (rule.maxDims() == SignatureReader.MOST_DIMS) {
      return "at least " + rule.minDims();
    }
    return rule.minDims() + " to " + rule.maxDims();
  }

  /** Throws unless the axis has the declared length. */
  void requireLength(NDArray a, int axis, long wanted, String term) {
    if (a.shape(axis) != wanted) {
      throw wrong(
          "has the shape %s, and axis %d should have %s%s elements"
              .formatted(a.shape(), axis, Term.prefix(term), lengthText(wanted)));
    }
  }

  /** Throws unless C may touch so many elements. */
  void requireReach(NDArray a, long wanted, String term) {
    long reach = reach(a);
    if (reach < wanted) {
      throw wrong(
          "has the shape %s, of which the kernel can reach %d elements; it needs %s%s"
              .formatted(a.shape(), reach, Term.prefix(term), lengthText(wanted)));
    }
  }

  private static String lengthText(long n) {
    return n == Long.MAX_VALUE ? "more than 2^63" : Long.toString(n);
  }

  /** {@return how many elements lie in memory from the first to the last that the array has} */
  static long reach(NDArray a) {
    if (a.isCContiguous() || a.isFContiguous() || a.size() == 0) {
      return a.size();
    }
    long bytes = 0;
    for (int i = 0; i < a.ndim(); i++) {
      bytes += Math.max(a.strides(i), 0) * (a.shape(i) - 1);
    }
    return bytes / Math.max(a.itemSize(), 1) + 1;
  }

  /** {@return the number of elements as an int} */
  int sizeAsInt(NDArray a) {
    if (a.size() > Integer.MAX_VALUE) {
      throw wrong("has " + a.size() + " elements, and the kernel counts them with an int");
    }
    return (int) a.size();
  }

  /** {@return where the first element is} */
  static MemorySegment data(NDArray a) {
    return a.memory().asSlice(a.offset());
  }

  /** {@return where the first element is, NULL for null} */
  static MemorySegment dataOrNull(NDArray a) {
    return a == null ? MemorySegment.NULL : data(a);
  }

  /** {@return the memory of an array; null for null} */
  static MemorySegment memoryOrNull(NDArray a) {
    return a == null ? null : a.memory();
  }

  /** {@return the array as a struct of Ambi's own} */
  PlainView plain(NDArray a) {
    try {
      return ArrayViews.plain(a);
    } catch (IllegalArgumentException | UnsupportedOperationException e) {
      throw wrong(e.getMessage());
    }
  }

  static MemorySegment struct(PlainView view, ArrayCheck check) {
    try {
      return view.struct();
    } catch (IllegalArgumentException e) {
      throw check.wrong(e.getMessage());
    }
  }

  static MemorySegment strides(PlainView view, ArrayCheck check) {
    try {
      return view.strides();
    } catch (IllegalArgumentException e) {
      throw check.wrong(e.getMessage());
    }
  }

  static RuntimeException nullPointer(String message) {
    return new NullPointerException(message);
  }

  IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException(where + ": " + name + " " + what);
  }
}
