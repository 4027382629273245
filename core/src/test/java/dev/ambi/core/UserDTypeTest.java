package dev.ambi.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A dtype that is not of the engine, behind its interface. */
class UserDTypeTest {

  @BeforeAll
  static void register() {
    Fraction.register();
  }

  private static NDArray thirds() {
    NDArray a = NDArray.zeros(Fraction.DTYPE, 3);
    for (int i = 0; i < 3; i++) {
      a.setObject(new Fraction.Value(i, 3), i);
    }
    return a;
  }

  @Test
  void elementsAreTheUsersObjects() {
    NDArray a = thirds();
    assertThat(a.getObject(2)).isEqualTo(new Fraction.Value(2, 3));
    a.setLong(5, 1);
    a.setDouble(7, 2);
    assertThat(a).hasToString("[0/3 5/1 7/1]");
    assertThat(a.getBoolean(0)).isFalse();
    assertThat(a.getBoolean(1)).isTrue();
    assertThatThrownBy(() -> a.setString("x", 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no fraction: x");
    a.fill(new Fraction.Value(1, 2));
    assertThat(a.repr()).isEqualTo("array([1/2, 1/2, 1/2], dtype=fraction)");
  }

  @Test
  void copiesAndByteOrdersNeedNoEntry() {
    NDArray a = thirds();
    assertThat(a.get("::-1").copy().getObject(0)).isEqualTo(new Fraction.Value(2, 3));
    DType other =
        Fraction.DTYPE.withByteOrder(
            ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN
                ? ByteOrder.LITTLE_ENDIAN
                : ByteOrder.BIG_ENDIAN);
    NDArray swapped = a.astype(other, Casting.EQUIV);
    assertThat(swapped.getObject(1)).isEqualTo(new Fraction.Value(1, 3));
    assertThat(swapped.view(DType.INT32)).isNotEqualTo(a.view(DType.INT32));
    assertThat(swapped.astype(Fraction.DTYPE)).isEqualTo(a).hasSameHashCodeAs(a);
    assertThat(DType.canCast(other, Fraction.DTYPE, Casting.NO)).isFalse();
  }

  @Test
  void castsAndPromotionsAreThoseInTheTable() {
    assertThat(thirds().astype(DType.FLOAT64).toDoubleArray()).containsExactly(0, 1 / 3.0, 2 / 3.0);
    assertThat(NDArray.of(new int[] {4, 5}).astype(Fraction.DTYPE, Casting.SAFE))
        .hasToString("[4/1 5/1]");
    assertThat(DType.canCast(Fraction.DTYPE, DType.FLOAT64, Casting.SAFE)).isFalse();
    assertThat(DType.canCast(Fraction.DTYPE, DType.FLOAT64, Casting.SAME_KIND)).isTrue();
    assertThat(DType.promote(DType.INT32, Fraction.DTYPE)).isEqualTo(Fraction.DTYPE);
    assertThat(DType.promote(DType.FLOAT64, Fraction.DTYPE)).isEqualTo(DType.FLOAT64);
    assertThat(DType.promote(Fraction.DTYPE, Fraction.DTYPE)).isEqualTo(Fraction.DTYPE);
  }

  @Test
  void whatIsNotInTheTableIsRefused() {
    assertThat(DType.canCast(Fraction.DTYPE, DType.INT8, Casting.UNSAFE)).isFalse();
    assertThatThrownBy(() -> thirds().astype(DType.INT8))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("fraction");
    assertThatThrownBy(() -> DType.promote(DType.INT8, Fraction.DTYPE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("do not have a common DType");
    CastMethod none = null;
    assertThatThrownBy(() -> CastTable.register(TypeId.INT32, TypeId.INT64, none))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(Fraction::register)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("already");
  }

  /** Both convert to float64 safely, which would lose what they are. */
  @Test
  void twoThatDoNotConvertToEachOtherDoNotGoTogether() {
    Tagged one = Tagged.registered("one");
    NDArray a = NDArray.zeros(one, 2);
    NDArray b = NDArray.zeros(Tagged.registered("two"), 2);
    a.fill(new Fraction.Value(1, 2));
    b.fill(new Fraction.Value(1, 4));
    assertThat(UFuncs.ADD.call(a, a).toDoubleArray()).containsExactly(1, 1);
    assertThat(UFuncs.ADD.call(a.astype(DType.FLOAT64), b).toDoubleArray())
        .containsExactly(0.75, 0.75);
    for (UFunc f : List.of(UFuncs.ADD, UFuncs.LESS, UFuncs.MAXIMUM)) {
      assertThatThrownBy(() -> f.call(a, b))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'" + f.name() + "'")
          .hasMessageContaining("two dtypes of one name")
          .hasMessageContaining("astype");
    }
    assertThatThrownBy(() -> DType.promote(one, b.dtype()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("do not have a common DType");
    // Who names float64 gets it.
    assertThat(UFuncs.ADD.with().dtype(DType.FLOAT64).call(a, b).toDoubleArray())
        .containsExactly(0.75, 0.75);
  }

  @Test
  void itIsAFieldLikeAnyOther() {
    StructDType d =
        DType.struct().field("n", DType.INT8).field("f", Fraction.DTYPE, 2).aligned(true).build();
    assertThat(d.itemSize()).isEqualTo(20);
    NDArray a = NDArray.zeros(d, 2);
    a.setObject(List.of(1, List.of(new Fraction.Value(1, 2), 3)), 1);
    assertThat(a).hasToString("[(0, [0/0, 0/0]) (1, [1/2, 3/1])]");
    assertThat(a.field("f").get("1, 0").item()).isEqualTo(new Fraction.Value(1, 2));
    assertThat(a.astype(d.withByteOrder(ByteOrder.BIG_ENDIAN)).getString(1))
        .isEqualTo("(1, [1/2, 3/1])");
    assertThat(thirds().astype(DType.ofVoid(8)).view(Fraction.DTYPE)).isEqualTo(thirds());
  }
}
