package dev.ambi.core;

import dev.ambi.core.internal.CastErrors;
import dev.ambi.core.internal.Elements;
import dev.ambi.core.internal.Reinterpret;
import dev.ambi.core.internal.Scratch;
import dev.ambi.core.internal.Shapes;
import dev.ambi.core.internal.Transfer;
import dev.ambi.core.internal.datetime.UnitDiscovery;
import dev.ambi.core.internal.dtype.StructLayout;
import dev.ambi.core.internal.dtype.SubArrays;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;

/** Whole arrays filled, copied and converted. Part of {@link NDArray}. */
public sealed interface CopyMethods permits NDArray {

  private NDArray self() {
    return (NDArray) this;
  }

  /**
   * Gives every element the same value.
   *
   * @param value what {@link ElementMethods#setObject} takes
   */
  default void fill(Object value) {
    self().checkWritable();
    long itemSize = self().dtype.itemSize();
    // Native memory, as that of the array: loops that see heap memory too are compiled for both.
    try (Scratch scratch = Scratch.take(Math.max(itemSize, 1))) {
      MemorySegment one = scratch.memory().asSlice(0, itemSize);
      one.fill((byte) 0);
      Elements.setObject(one, 0, self().dtype, value);
      Transfer.assign(self(), NDArray.of(one, self().dtype));
    }
  }

  /**
   * Copies another array into this one, cast within {@link Casting#SAME_KIND}.
   *
   * @param source an array whose shape broadcasts to this one's; it may overlap this array
   */
  default void assign(NDArray source) {
    assign(source, Casting.SAME_KIND);
  }

  /**
   * Copies another array into this one, as NumPy's {@code copyto}.
   *
   * @param source an array whose shape broadcasts to this one's; it may overlap this array
   * @param casting how much the conversion may change
   * @throws IllegalArgumentException if the shapes or the dtypes do not go together
   */
  default void assign(NDArray source, Casting casting) {
    self().checkWritable();
    source.checkAlive();
    CastErrors.check(source.dtype, self().dtype, casting);
    Transfer.assign(self(), source);
  }

  /** {@return a copy in row-major order} */
  default NDArray copy() {
    return copy(Order.C);
  }

  /**
   * {@return a copy}
   *
   * @param order how its elements are to lie in memory
   */
  default NDArray copy(Order order) {
    return converted(null, self().dtype, order);
  }

  /**
   * {@return a copy in the arena}
   *
   * @param arena where the memory comes from
   * @param order how its elements are to lie in memory
   */
  default NDArray copy(Arena arena, Order order) {
    return converted(Objects.requireNonNull(arena, "arena"), self().dtype, order);
  }

  /**
   * {@return a copy with elements of another type, by the rules of C where a value does not fit}
   *
   * @param type the type; text of length 0 becomes as long as this dtype needs
   */
  default NDArray astype(DType type) {
    return astype(type, Casting.UNSAFE);
  }

  /**
   * {@return a copy with elements of another type, in memory in the order of this array}
   *
   * @param type the type; text of length 0 becomes as long as this dtype needs
   * @param casting how much the conversion may change
   * @throws IllegalArgumentException if it would change more
   */
  default NDArray astype(DType type, Casting casting) {
    DType resolved = UnitDiscovery.resolve(type, self());
    CastErrors.check(self().dtype, resolved, casting);
    if (resolved instanceof SubArrayDType s) {
      return spread(s);
    }
    return converted(null, Reinterpret.resolveLength(resolved, self().dtype), Order.K);
  }

  /** Each element becomes a sub-array. */
  private NDArray spread(SubArrayDType type) {
    DType base = Reinterpret.resolveLength(SubArrays.base(type), self().dtype);
    self().checkAlive();
    return SubArrays.converted(self(), SubArrays.withBase(type, base));
  }

  /** Without an arena, under the collector. */
  private NDArray converted(Arena arena, DType type, Order order) {
    self().checkAlive();
    long item = type.itemSize();
    long[] newStrides =
        order == Order.K
            ? Shapes.stridesLike(self().shape, self().strides, item)
            : self().isFortran(order)
                ? Shapes.fortranStrides(self().shape, item)
                : Shapes.strides(self().shape, item);
    NDArray a =
        arena == null
            ? NDArray.allocate(type, self().shape, newStrides, StructLayout.hasGaps(type))
            : NDArray.allocate(arena, type, self().shape, newStrides);
    Transfer.assign(a, self());
    return a;
  }

  /** {@return this array if it is row-major without gaps, else a copy that is} */
  default NDArray asContiguous() {
    return self().contiguous ? self() : copy(Order.C);
  }
}
