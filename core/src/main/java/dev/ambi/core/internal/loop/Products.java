package dev.ambi.core.internal.loop;

import dev.ambi.core.TypeId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The kernels of matrix products, made on first use. */
public final class Products {

  private static final Map<TypeId, TileKernel> TILES = new ConcurrentHashMap<>();
  private static final Map<TypeId, RowProduct> ROWS = new ConcurrentHashMap<>();
  private static final Map<TypeId, DotKernel> DOTS = new ConcurrentHashMap<>();

  private Products() {}

  /**
   * {@return the tile kernel}
   *
   * @param id float32 or float64
   */
  public static TileKernel tile(TypeId id) {
    return TILES.computeIfAbsent(id, Products::makeTile);
  }

  private static TileKernel makeTile(TypeId id) {
    return Vectors.AVAILABLE
        ? VectorProducts.tile(id)
        : Specializer.specialize(
            ScalarTile.class, TileKernel.class, new ScalarTile.Constants(Lanes.of(id)));
  }

  /**
   * {@return the kernel that adds multiples of rows}
   *
   * @param id a number that is neither complex nor float16
   */
  public static RowProduct rows(TypeId id) {
    return ROWS.computeIfAbsent(id, Products::makeRows);
  }

  private static RowProduct makeRows(TypeId id) {
    RowProduct scalar =
        Specializer.specialize(
            ScalarRowProduct.class, RowProduct.class, new ScalarRowProduct.Constants(Lanes.of(id)));
    return Vectors.AVAILABLE ? VectorProducts.rows(id, scalar) : scalar;
  }

  /**
   * {@return the kernel that adds up products}
   *
   * @param id float32 or float64
   */
  public static DotKernel dot(TypeId id) {
    return DOTS.computeIfAbsent(id, Products::makeDot);
  }

  private static DotKernel makeDot(TypeId id) {
    DotKernel scalar =
        Specializer.specialize(
            ScalarDot.class, DotKernel.class, new ScalarDot.Constants(Lanes.of(id)));
    return Vectors.AVAILABLE ? VectorProducts.dot(id, scalar) : scalar;
  }
}
