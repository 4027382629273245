package dev.ambi.core.internal;

import dev.ambi.core.CastLoop;
import dev.ambi.core.CastMethod;
import dev.ambi.core.Casting;
import dev.ambi.core.DType;
import dev.ambi.core.UserDType;
import dev.ambi.core.internal.datetime.TemporalCasts;
import dev.ambi.core.internal.dtype.UserCasts;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BinaryOperator;

/** The table of casts and promotions, by families of dtypes. */
public final class Casts {

  /**
   * Two families.
   *
   * @param from that of the source
   * @param to that of the result
   */
  private record Pair(Object from, Object to) {}

  /** Stands for every family that has no entry of its own. */
  public static final Object ANY = new Object();

  private static final Map<Pair, CastMethod> METHODS = new ConcurrentHashMap<>();
  private static final Map<Pair, BinaryOperator<DType>> PROMOTIONS = new ConcurrentHashMap<>();

  static {
    BuiltinCasts.register();
    TemporalCasts.register();
  }

  private Casts() {}

  /**
   * Adds a cast.
   *
   * @param from the family of the source, or {@link #ANY}
   * @param to the family of the result, or {@link #ANY}
   * @param method the cast
   */
  public static void register(Object from, Object to, CastMethod method) {
    if (METHODS.putIfAbsent(new Pair(from, to), method) != null) {
      throw new IllegalArgumentException("a cast of " + from + " to " + to + " is there already");
    }
  }

  /**
   * Adds a promotion, in both directions.
   *
   * @param a one family
   * @param b the other
   * @param common gives the common dtype, or null
   */
  public static void registerPromotion(Object a, Object b, BinaryOperator<DType> common) {
    if (PROMOTIONS.putIfAbsent(new Pair(a, b), common) != null) {
      throw new IllegalArgumentException("a promotion of " + a + " and " + b + " is there already");
    }
    if (!a.equals(b)) {
      PROMOTIONS.put(new Pair(b, a), (x, y) -> common.apply(y, x));
    }
  }

  private static CastMethod method(DType from, DType to) {
    Object source = from.family();
    Object target = to.family();
    CastMethod exact = METHODS.get(new Pair(source, target));
    if (exact != null) {
      return exact;
    }
    if (from instanceof UserDType && source.equals(target)) {
      return UserCasts.WITHIN_FAMILY;
    }
    CastMethod toAny = METHODS.get(new Pair(source, ANY));
    return toAny != null ? toAny : METHODS.get(new Pair(ANY, target));
  }

  /**
   * {@return the loop that moves elements as they are}
   *
   * @param itemSize the size of an element in bytes
   */
  public static CastLoop move(long itemSize) {
    return new MoveCast(itemSize, 0);
  }

  /**
   * {@return the loop that converts one dtype to another}
   *
   * @param from the dtype of the source
   * @param to the dtype of the result
   * @throws IllegalArgumentException if there is none
   */
  public static CastLoop find(DType from, DType to) {
    CastMethod method = method(from, to);
    if (method == null) {
      throw none(from, to);
    }
    return method.loop(from, to);
  }

  /**
   * {@return how much a cast may change, or null if there is none}
   *
   * @param from the dtype of the source
   * @param to the dtype of the result
   */
  public static Casting level(DType from, DType to) {
    CastMethod method = method(from, to);
    return method == null ? null : method.level(from, to);
  }

  /**
   * {@return the registered common dtype, or null}
   *
   * @param a one dtype
   * @param b the other
   */
  static DType promote(DType a, DType b) {
    BinaryOperator<DType> common = PROMOTIONS.get(new Pair(a.family(), b.family()));
    return common == null ? null : common.apply(a, b);
  }

  /**
   * {@return the error of a cast that does not exist}
   *
   * @param from the dtype of the source
   * @param to the dtype of the result
   */
  public static IllegalArgumentException none(DType from, DType to) {
    return CastErrors.of(from, to, Casting.UNSAFE);
  }
}
