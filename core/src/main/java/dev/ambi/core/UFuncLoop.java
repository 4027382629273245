package dev.ambi.core;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * An entry in the table of a {@link UFunc}: the inner loop for one signature of dtypes.
 *
 * <p>Immutable, but for the loop itself, which may be made on first use. Safe for use by several
 * threads.
 */
public final class UFuncLoop {

  /** Finds the dtypes of a call for a loop whose dtypes have parameters, as datetime64 has. */
  @FunctionalInterface
  public interface Resolver {
    /**
     * {@return the dtypes that the loop is to be called with, inputs and outputs, or null if the
     * loop does not fit}
     *
     * @param inputs the dtypes of the inputs, each of the class that the loop was registered for or
     *     safely convertible to it
     */
    List<DType> resolve(List<DType> inputs);
  }

  private final List<DType> dtypes;
  private final Supplier<InnerLoop> maker;
  private final Resolver resolver;
  private final Function<List<DType>, InnerLoop> parametric;
  private volatile InnerLoop loop;

  private UFuncLoop(
      List<DType> dtypes,
      Supplier<InnerLoop> maker,
      Resolver resolver,
      Function<List<DType>, InnerLoop> parametric) {
    this.dtypes = dtypes;
    this.maker = maker;
    this.resolver = resolver;
    this.parametric = parametric;
  }

  /**
   * {@return an entry}
   *
   * @param loop the loop
   * @param dtypes the dtypes of its inputs, then of its outputs, in native byte order
   */
  public static UFuncLoop of(InnerLoop loop, DType... dtypes) {
    Objects.requireNonNull(loop, "loop");
    return new UFuncLoop(List.of(dtypes), () -> loop, null, null);
  }

  /**
   * {@return an entry whose loop is made when it is first needed}
   *
   * @param maker makes the loop; may be called more than once by threads that race
   * @param dtypes the dtypes of its inputs, then of its outputs, in native byte order
   */
  public static UFuncLoop lazy(Supplier<InnerLoop> maker, DType... dtypes) {
    return new UFuncLoop(List.of(dtypes), Objects.requireNonNull(maker, "maker"), null, null);
  }

  /**
   * {@return an entry whose loop depends on parameters of the dtypes, such as the length of text}
   *
   * @param resolver finds the dtypes of a call
   * @param maker makes the loop for the dtypes of a call
   * @param dtypes dtypes of the classes of its inputs, then of its outputs
   */
  public static UFuncLoop parametric(
      Resolver resolver, Function<List<DType>, InnerLoop> maker, DType... dtypes) {
    Objects.requireNonNull(resolver, "resolver");
    Objects.requireNonNull(maker, "maker");
    List<DType> types = List.of(dtypes);
    return new UFuncLoop(types, () -> maker.apply(types), resolver, maker);
  }

  /**
   * {@return the entry with a resolver}
   *
   * @param r finds the dtypes of a call
   */
  public UFuncLoop withResolver(Resolver r) {
    return new UFuncLoop(dtypes, maker, r, parametric);
  }

  /** {@return the dtypes of the inputs, then of the outputs} */
  public List<DType> dtypes() {
    return dtypes;
  }

  /** {@return what finds the dtypes of a call; null where they are those of the entry} */
  public Resolver resolver() {
    return resolver;
  }

  /** {@return the loop} */
  public InnerLoop loop() {
    InnerLoop made = loop;
    if (made == null) {
      made = maker.get();
      loop = made;
    }
    return made;
  }

  /**
   * {@return the loop for a call}
   *
   * @param resolved the dtypes that the resolver found
   */
  public InnerLoop loop(List<DType> resolved) {
    return parametric == null ? loop() : parametric.apply(resolved);
  }

  /** {@return the signature in NumPy's letters, such as {@code dd->d}} */
  @Override
  public String toString() {
    StringBuilder s = new StringBuilder();
    dtypes.forEach(d -> s.append(d.typeChar()));
    return s.toString();
  }
}
