package dev.ambi.core.internal.ufunc;

import dev.ambi.core.DType;
import dev.ambi.core.TypeId;
import dev.ambi.core.UFunc;
import dev.ambi.core.internal.loop.FindKernel;
import dev.ambi.core.internal.loop.Op;
import dev.ambi.core.internal.loop.ReduceLoop;
import dev.ambi.core.internal.loop.Reductions;
import dev.ambi.core.internal.loop.ScanLoop;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The reductions that are not done by the loop of the ufunc, because a kernel is faster. */
public final class BuiltinReductions {

  private record Key(String ufunc, DType dtype) {}

  private static final Map<Key, ReduceLoop> MADE = new ConcurrentHashMap<>();
  private static final Map<Key, ScanLoop> SCANS = new ConcurrentHashMap<>();
  private static final Map<Key, Spec> SPECS = new ConcurrentHashMap<>();
  private static final Map<TypeId, FindKernel> SEARCHES = new ConcurrentHashMap<>();

  private record Spec(Op op, String vector) {}

  private BuiltinReductions() {}

  /** Adds a reduction. */
  static void add(String ufunc, DType dtype, Op op, String vector) {
    SPECS.put(new Key(ufunc, dtype), new Spec(op, vector));
  }

  /**
   * {@return the kernel that reduces by a ufunc, or null}
   *
   * @param ufunc the ufunc
   * @param dtype the dtype of its operands
   */
  public static ReduceLoop find(UFunc ufunc, DType dtype) {
    Key key = new Key(ufunc.name(), dtype);
    ReduceLoop made = MADE.get(key);
    if (made == null) {
      made = make(key);
      if (made == null) {
        return null;
      }
      MADE.put(key, made);
    }
    return made;
  }

  /**
   * {@return the kernel that accumulates by a ufunc, or null}
   *
   * @param ufunc the ufunc
   * @param dtype the dtype of its operands
   */
  static ScanLoop scan(UFunc ufunc, DType dtype) {
    Key key = new Key(ufunc.name(), dtype);
    Spec spec = SPECS.get(key);
    return spec == null
        ? null
        : SCANS.computeIfAbsent(key, k -> Reductions.scan(dtype.id(), spec.op()));
  }

  private static ReduceLoop make(Key key) {
    TypeId id = key.dtype().id();
    if (id.isComplex() && key.ufunc().equals("add")) {
      return Reductions.complexSum(id);
    }
    Spec spec = SPECS.get(key);
    return spec == null || id.isComplex()
        ? null
        : Reductions.reduction(id, spec.op(), spec.vector());
  }

  /**
   * {@return the search for an element}
   *
   * @param id bool or a number that is not complex
   */
  public static FindKernel search(TypeId id) {
    return SEARCHES.computeIfAbsent(id, Reductions::find);
  }
}
