package dev.ambi.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class DataTypesTest {

  @Test
  void resultTypes() {
    NDArray bytes = NDArray.of(new byte[] {1});
    assertThat(DataTypes.resultType(bytes, 1)).isEqualTo(DType.INT8);
    assertThat(DataTypes.resultType(bytes, 1.5)).isEqualTo(DType.FLOAT64);
    assertThat(DataTypes.resultType(DType.FLOAT32, 1.5)).isEqualTo(DType.FLOAT32);
    assertThat(DataTypes.resultType(DType.FLOAT32, new Complex(0, 1))).isEqualTo(DType.COMPLEX64);
    assertThat(DataTypes.resultType(DType.INT64, DType.UINT64)).isEqualTo(DType.FLOAT64);
    assertThat(DataTypes.resultType(1, true)).isEqualTo(DType.INT64);
    assertThat(DataTypes.resultType(DType.BOOL, 1)).isEqualTo(DType.INT64);
    assertThatThrownBy(DataTypes::resultType).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void limits() {
    FloatInfo half = DataTypes.finfo(DType.FLOAT16);
    assertThat(half.max()).isEqualTo(65504);
    assertThat(1 + half.eps())
        .isEqualTo(Ops.nextafter(NDArray.scalar(DType.FLOAT16, 1.0), 2).getDouble());
    assertThat(DataTypes.finfo(DType.COMPLEX64).dtype()).isEqualTo(DType.FLOAT32);
    assertThat(DataTypes.finfo(DType.FLOAT64).smallestNormal()).isEqualTo(2.2250738585072014e-308);
    assertThat(DataTypes.iinfo(DType.UINT64).max())
        .isEqualTo(new BigInteger("18446744073709551615"));
    assertThat(DataTypes.iinfo(DType.INT8).min()).isEqualTo(BigInteger.valueOf(-128));
    assertThatThrownBy(() -> DataTypes.iinfo(DType.FLOAT64))
        .hasMessage("Invalid integer data type 'f'.");
    assertThatThrownBy(() -> DataTypes.finfo(DType.INT8))
        .hasMessage("data type dtype('int8') not inexact");
    assertThatThrownBy(() -> DataTypes.finfo(DType.bytes(3)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void kinds() {
    assertThat(DataTypes.isdtype(DType.UINT8, "unsigned integer")).isTrue();
    assertThat(DataTypes.isdtype(DType.UINT8, "integral")).isTrue();
    assertThat(DataTypes.isdtype(DType.BOOL, "numeric")).isFalse();
    assertThat(DataTypes.isdtype(DType.COMPLEX64, "real floating")).isFalse();
    assertThat(DataTypes.isdtype(DType.FLOAT32, DType.FLOAT32)).isTrue();
    assertThatThrownBy(() -> DataTypes.isdtype(DType.INT8, "whole"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void conversions() {
    NDArray a = NDArray.arange(3);
    assertThat(DataTypes.astype(a, DType.INT64, false)).isSameAs(a);
    assertThat(DataTypes.astype(a, DType.INT64, true)).isNotSameAs(a).isEqualTo(a);
    assertThat(DataTypes.canCast(a, DType.FLOAT64)).isTrue();
    assertThat(DataTypes.canCast(DType.FLOAT64, DType.INT64)).isFalse();
  }

  @Test
  void inspection() {
    assertThat(Inspection.dtypes()).hasSize(13).containsEntry("float32", DType.FLOAT32);
    assertThat(Inspection.defaultDtypes()).containsEntry("integral", DType.INT64);
    assertThat(Inspection.capabilities()).containsEntry("max dimensions", 64L);
    assertThat(Inspection.devices()).containsExactly(Inspection.defaultDevice());
    assertThat(NDArray.arange(3).get(Constants.NEWAXIS).ndim()).isEqualTo(2);
    assertThat(Math.sin(Constants.PI / 2) + Math.log(Constants.E)).isEqualTo(2.0);
    assertThat(1 / Constants.INF).isZero();
    assertThat(Constants.NAN).isNaN();
  }
}
