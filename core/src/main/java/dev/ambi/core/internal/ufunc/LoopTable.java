package dev.ambi.core.internal.ufunc;

import dev.ambi.core.Casting;
import dev.ambi.core.DType;
import dev.ambi.core.NumericDType;
import dev.ambi.core.TypeId;
import dev.ambi.core.UFunc;
import dev.ambi.core.UFuncLoop;
import dev.ambi.core.UserDType;
import dev.ambi.core.internal.Promotion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The loops of one ufunc and the search for one. What was found for one or two built-in numeric
 * dtypes is remembered.
 */
public final class LoopTable {

  private static final int IDS = TypeId.values().length;

  private final String name;
  private final int inputs;
  private final int outputs;
  private final boolean elementwise;
  private volatile List<UFuncLoop> loops = List.of();
  private volatile AtomicReferenceArray<Resolved> found;
  private volatile AtomicReferenceArray<PlainReduction> reductions;

  /**
   * Makes an empty table.
   *
   * @param name the name of the ufunc
   * @param inputs the number of its inputs
   * @param outputs the number of its outputs
   * @param elementwise whether its loops work on elements, not on sub-arrays
   */
  public LoopTable(String name, int inputs, int outputs, boolean elementwise) {
    this.name = name;
    this.inputs = inputs;
    this.outputs = outputs;
    this.elementwise = elementwise;
    forget();
  }

  private void forget() {
    found = new AtomicReferenceArray<>(inputs == 1 ? IDS : inputs == 2 ? IDS * IDS : 0);
    reductions = new AtomicReferenceArray<>(IDS);
  }

  /** {@return the name of the ufunc} */
  public String name() {
    return name;
  }

  /** {@return the number of inputs} */
  public int inputs() {
    return inputs;
  }

  /** {@return the number of outputs} */
  public int outputs() {
    return outputs;
  }

  /** {@return the loops in order} */
  public List<UFuncLoop> loops() {
    return loops;
  }

  /**
   * Adds a loop or replaces the one of the same dtypes.
   *
   * @param loop the loop
   */
  public synchronized void add(UFuncLoop loop) {
    if (loop.dtypes().size() != inputs + outputs) {
      throw new IllegalArgumentException(
          "a loop of " + name + " has " + (inputs + outputs) + " operands, not " + loop.dtypes());
    }
    List<UFuncLoop> all = new ArrayList<>(loops);
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).dtypes().equals(loop.dtypes())) {
        all.set(i, loop);
        loops = List.copyOf(all);
        forget();
        return;
      }
    }
    all.add(loop);
    loops = List.copyOf(all);
    forget();
  }

  /** {@return the loop for one input, if it is a number in native order and was found before} */
  Resolved remembered(DType a) {
    return a instanceof NumericDType && a.isNative() ? found.get(a.id().ordinal()) : null;
  }

  /** {@return the loop for two inputs, if they are numbers in native order and it was found} */
  Resolved remembered(DType a, DType b) {
    return a instanceof NumericDType && b instanceof NumericDType && a.isNative() && b.isNative()
        ? found.get(a.id().ordinal() * IDS + b.id().ordinal())
        : null;
  }

  /** {@return the reduction of numbers in native order, or null if there is no kernel for it} */
  PlainReduction reduction(UFunc ufunc, DType in) {
    if (!(in instanceof NumericDType) || !in.isNative()) {
      return null;
    }
    PlainReduction reduction = reductions.get(in.id().ordinal());
    if (reduction == null) {
      reduction = PlainReduction.of(ufunc, this, in);
      reductions.set(in.id().ordinal(), reduction);
    }
    return reduction;
  }

  /**
   * {@return the loop for inputs of the given dtypes}
   *
   * @param in the dtypes of the inputs
   * @param dtype the dtype to compute in, or null
   * @throws IllegalArgumentException if there is none
   */
  public Resolved resolve(DType[] in, DType dtype) {
    if (dtype != null) {
      return resolveFor(in, dtype);
    }
    Resolved own = resolveUser(in);
    if (own != null) {
      return own;
    }
    for (UFuncLoop loop : loops) {
      Resolved r = match(loop, in, Casting.SAFE);
      if (r != null) {
        remember(in, r);
        return r;
      }
    }
    throw NoLoop.of(name, in);
  }

  /**
   * A loop that was added for a dtype that is not of the engine: first for exactly these dtypes,
   * else one that they convert to safely; null where no input has such a dtype, or no loop fits.
   */
  private Resolved resolveUser(DType[] in) {
    if (Arrays.stream(in).noneMatch(UserDType.class::isInstance)) {
      return null;
    }
    for (boolean exact : new boolean[] {true, false}) {
      for (UFuncLoop loop : loops) {
        List<DType> types = loop.dtypes();
        boolean fits = types.stream().limit(inputs).anyMatch(UserDType.class::isInstance);
        for (int k = 0; fits && k < inputs; k++) {
          fits =
              exact
                  ? in[k].toNative().equals(types.get(k))
                  : DType.canCast(in[k], types.get(k), Casting.SAFE);
        }
        if (fits && loop.resolver() == null) {
          return new Resolved(loop.loop(types), types.toArray(DType[]::new));
        }
      }
    }
    Promotion.requireRelated(name, in);
    return null;
  }

  private Resolved resolveFor(DType[] in, DType dtype) {
    for (UFuncLoop loop : loops) {
      if (loop.resolver() == null && loop.dtypes().get(inputs).equals(dtype.toNative())) {
        Resolved r = match(loop, in, Casting.SAFE);
        if (r != null) {
          return r;
        }
      }
    }
    for (UFuncLoop loop : loops) {
      DType result = loop.dtypes().get(inputs);
      if (loop.resolver() == null && result.equals(dtype.toNative())) {
        return new Resolved(loop.loop(), loop.dtypes().toArray(DType[]::new));
      }
      if (loop.resolver() != null && result.family().equals(dtype.family())) {
        Resolved r = match(loop, in, Casting.SAME_KIND);
        if (r != null) {
          return r;
        }
      }
    }
    throw new IllegalArgumentException(
        "No loop matching the specified signature and casting was found for ufunc " + name);
  }

  private Resolved match(UFuncLoop loop, DType[] in, Casting casting) {
    List<DType> types = loop.dtypes();
    for (int k = 0; k < inputs; k++) {
      DType wanted = types.get(k);
      boolean fits =
          wanted instanceof NumericDType
              ? DType.canCast(in[k], wanted, casting)
              : wanted.family().equals(in[k].family())
                  && (loop.resolver() != null || DType.canCast(in[k], wanted, casting));
      if (!fits) {
        return null;
      }
    }
    if (loop.resolver() != null) {
      types = loop.resolver().resolve(List.of(in));
      if (types == null) {
        return null;
      }
    }
    return new Resolved(loop.loop(types), types.toArray(DType[]::new));
  }

  private void remember(DType[] in, Resolved r) {
    // What is remembered takes the fast way, which knows of elements only.
    if (!elementwise) {
      return;
    }
    for (DType d : in) {
      if (!(d instanceof NumericDType) || !d.isNative()) {
        return;
      }
    }
    if (inputs == 1) {
      found.set(in[0].id().ordinal(), r);
    } else if (inputs == 2) {
      found.set(in[0].id().ordinal() * IDS + in[1].id().ordinal(), r);
    }
  }
}
