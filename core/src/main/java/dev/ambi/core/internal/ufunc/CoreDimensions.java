package dev.ambi.core.internal.ufunc;

import dev.ambi.core.CoreSignature;
import dev.ambi.core.NDArray;
import dev.ambi.core.internal.RawShape;
import dev.ambi.core.internal.Shapes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The core dimensions of one call of a generalized ufunc: their lengths, and which of the optional
 * ones are missing. A missing dimension counts as one of length one that no array has.
 */
final class CoreDimensions {

  private final String name;
  private final CoreSignature signature;
  private final Map<String, Long> sizes = new HashMap<>();
  private final List<String> order = new ArrayList<>();
  private final Set<String> missing = new HashSet<>();

  private CoreDimensions(String name, CoreSignature signature) {
    this.name = name;
    this.signature = signature;
  }

  /**
   * {@return the dimensions of a call}
   *
   * @param name the name of the ufunc
   * @param signature its core dimensions
   * @param in the inputs
   * @param out the outputs, null where there is none yet
   * @throws IllegalArgumentException if an operand has too few dimensions, or lengths differ
   */
  static CoreDimensions of(String name, CoreSignature signature, NDArray[] in, NDArray[] out) {
    CoreDimensions all = new CoreDimensions(name, signature);
    for (int k = 0; k < in.length + out.length; k++) {
      boolean input = k < in.length;
      NDArray a = input ? in[k] : out[k - in.length];
      if (a != null) {
        all.leaveOut(a, input ? "Input" : "Output", input ? k : k - in.length);
      }
    }
    for (int k = 0; k < in.length; k++) {
      all.measure(in[k], signature.inputs().get(k), "Input", k);
    }
    for (int k = 0; k < out.length; k++) {
      if (out[k] != null) {
        all.measure(out[k], signature.outputs().get(k), "Output", k);
      }
    }
    return all;
  }

  private List<String> core(String what, int k) {
    return (what.equals("Input") ? signature.inputs() : signature.outputs()).get(k);
  }

  /** Leaves optional dimensions out, of all operands, until this one has enough. */
  private void leaveOut(NDArray a, String what, int k) {
    for (String dim : core(what, k)) {
      if (a.ndim() < there(core(what, k)).size() && dim.endsWith("?")) {
        missing.add(dim);
      }
    }
    int needed = there(core(what, k)).size();
    if (a.ndim() < needed) {
      throw new IllegalArgumentException(
          name
              + ": "
              + what
              + " operand "
              + k
              + " does not have enough dimensions (has "
              + a.ndim()
              + ", gufunc core with signature "
              + signature
              + " requires "
              + needed
              + ")");
    }
  }

  /** {@return the dimensions that are not missing} */
  private List<String> there(List<String> core) {
    return core.stream().filter(d -> !missing.contains(d)).toList();
  }

  private void measure(NDArray a, List<String> core, String what, int k) {
    List<String> there = there(core);
    int loop = a.ndim() - there.size();
    for (String dim : core) {
      if (missing.contains(dim)) {
        note(dim, 1);
      }
    }
    for (int i = 0; i < there.size(); i++) {
      String dim = there.get(i);
      long size = a.shape(loop + i);
      Long before = sizes.get(dim);
      boolean fixed = Character.isDigit(dim.charAt(0));
      long wanted = before != null ? before : fixed ? fixed(dim) : size;
      if (size != wanted) {
        throw new IllegalArgumentException(
            name
                + ": "
                + what
                + " operand "
                + k
                + " has a mismatch in its core dimension "
                + i
                + ", with gufunc signature "
                + signature
                + " (size "
                + size
                + " is different from "
                + wanted
                + ")");
      }
      note(dim, size);
    }
    if (what.equals("Input")) {
      // Lengths are handed on in the order of the signature, whatever is missing.
      core.forEach(this::mention);
    }
  }

  private static long fixed(String dim) {
    return Long.parseLong(dim.replace("?", ""));
  }

  private void note(String dim, long size) {
    sizes.put(dim, size);
  }

  private void mention(String dim) {
    if (!order.contains(dim)) {
      order.add(dim);
    }
  }

  /** {@return the lengths in the order of their first mention} */
  long[] sizes() {
    return order.stream().mapToLong(sizes::get).toArray();
  }

  /**
   * {@return the lengths of the core dimensions that an output has, or of all}
   *
   * @param k which output
   * @param all whether missing ones count, with length one
   */
  long[] output(int k, boolean all) {
    List<String> core = signature.outputs().get(k);
    return (all ? core : there(core)).stream().mapToLong(this::size).toArray();
  }

  private long size(String dim) {
    Long size = sizes.get(dim);
    if (size == null) {
      throw new IllegalArgumentException(
          name + ": output dimension " + dim + " is not one of the inputs'");
    }
    return size;
  }

  /**
   * {@return the shape to which the loop dimensions of operands broadcast}
   *
   * @param in the inputs
   * @param out the outputs, null where there is none yet
   */
  long[] loop(NDArray[] in, NDArray[] out) {
    long[][] loops = new long[in.length + out.length][];
    for (int k = 0; k < loops.length; k++) {
      boolean input = k < in.length;
      NDArray a = input ? in[k] : out[k - in.length];
      int core = there(core(input ? "Input" : "Output", input ? k : k - in.length)).size();
      loops[k] = a == null ? new long[0] : Arrays.copyOf(RawShape.of(a), a.ndim() - core);
    }
    try {
      return Shapes.broadcast(loops);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "operands could not be broadcast together with remapped shapes [original->remapped]: "
              + remapped(in, loops)
              + "  and requested shape "
              + text(output(0, false)),
          e);
    }
  }

  private static String text(long[] shape) {
    return Arrays.stream(shape).mapToObj(Long::toString).collect(Collectors.joining(",", "(", ")"));
  }

  private String remapped(NDArray[] in, long[][] loops) {
    int most = Arrays.stream(loops).mapToInt(s -> s.length).max().orElse(0);
    int core = output(0, false).length;
    List<String> all = new ArrayList<>();
    for (int k = 0; k < in.length; k++) {
      List<String> axes = new ArrayList<>();
      for (int i = loops[k].length; i < most; i++) {
        axes.add("newaxis");
      }
      Arrays.stream(loops[k]).forEach(n -> axes.add(Long.toString(n)));
      for (int i = 0; i < core; i++) {
        axes.add("newaxis");
      }
      String tuple = String.join(",", axes) + (axes.size() == 1 ? ",)" : ")");
      all.add(Shapes.compact(RawShape.of(in[k])) + "->(" + tuple);
    }
    return String.join(" ", all);
  }

  private static NDArray withAxis(NDArray a, int axis) {
    long[] shape = new long[a.ndim() + 1];
    long[] strides = new long[a.ndim() + 1];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = i < axis ? a.shape(i) : i == axis ? 1 : a.shape(i - 1);
      strides[i] = i < axis ? a.strides(i) : i == axis ? 0 : a.strides(i - 1);
    }
    return NDArray.of(a.memory(), a.offset(), a.dtype(), shape, strides, a.isWritable());
  }

  /**
   * {@return an input over the loop dimensions, with axes for all of its core dimensions}
   *
   * @param a the input
   * @param k which one
   * @param loop the loop dimensions
   */
  NDArray widen(NDArray a, int k, long[] loop) {
    List<String> core = signature.inputs().get(k);
    int there = there(core).size();
    NDArray full = a;
    for (int i = 0; i < core.size(); i++) {
      if (missing.contains(core.get(i))) {
        full = withAxis(full, full.ndim() - there + i);
        there++;
      }
    }
    long[] shape = Arrays.copyOf(loop, loop.length + core.size());
    for (int i = 0; i < core.size(); i++) {
      shape[loop.length + i] = full.shape(full.ndim() - core.size() + i);
    }
    return full.broadcastTo(shape);
  }
}
