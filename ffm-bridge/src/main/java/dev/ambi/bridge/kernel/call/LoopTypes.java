package dev.ambi.bridge.kernel.call;

import dev.ambi.bridge.kernel.KernelLinkException;
import dev.ambi.bridge.kernel.NativeLoop;
import dev.ambi.core.CoreSignature;
import dev.ambi.core.DType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The dtypes of a loop.
 *
 * @param inputs of the inputs
 * @param outputs of the outputs
 */
public record LoopTypes(List<DType> inputs, List<DType> outputs) {
  /**
   * {@return the dtypes that a text says}
   *
   * @param text {@code dd->d}, or names with commas
   * @throws KernelLinkException if it is none
   */
  public static LoopTypes parse(String text) {
    String[] sides = text.split("->", -1);
    if (sides.length != 2 || sides[0].isBlank() || sides[1].isBlank()) {
      throw new KernelLinkException(
          "'" + text + "' does not say the types of a loop, as dd->d or int32,float64->float64 do");
    }
    return new LoopTypes(side(sides[0], text), side(sides[1], text));
  }

  private static List<DType> side(String side, String text) {
    String stripped = side.strip();
    boolean letters = stripped.indexOf(',') < 0 && stripped.matches("[?bhilqBHILQefdFD]+");
    List<DType> types = new ArrayList<>();
    for (String one :
        (letters ? stripped.replaceAll("(?<=.)(?=.)", ",") : stripped).split(",", -1)) {
      try {
        types.add(DType.parse(one.strip()).toNative());
      } catch (IllegalArgumentException e) {
        throw new KernelLinkException("in '" + text + "': " + e.getMessage(), e);
      }
    }
    return List.copyOf(types);
  }

  /** {@return those of the inputs, then those of the outputs} */
  public List<DType> all() {
    List<DType> all = new ArrayList<>(inputs);
    all.addAll(outputs);
    return all;
  }

  /**
   * {@return how many of everything a generalized loop has}
   *
   * @param signature the core signature
   */
  public static NativeLoop.Operands operands(String signature) {
    CoreSignature parsed = CoreSignature.parse(signature);
    List<List<String>> all = new ArrayList<>(parsed.inputs());
    all.addAll(parsed.outputs());
    Set<String> names = new HashSet<>();
    int axes = 0;
    for (List<String> one : all) {
      one.forEach(n -> names.add(n.replace("?", "").strip()));
      axes += one.size();
    }
    return new NativeLoop.Operands(all.size(), names.size(), axes);
  }
}
