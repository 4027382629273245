package dev.ambi.bridge.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambi.bridge.load.CSource;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every field of an {@code ambi_array}, as {@code ambi/kernel.h} has it. */
class AmbiArrayTest {
  interface Fields {
    void fields(
        @In @Array(layout = Layout.ANY, as = Part.AMBI_ARRAY) NDArray x,
        @Out @Array(dtype = "int64", shape = "11") NDArray fields);

    void lengths(
        @In @Array(layout = Layout.ANY, as = Part.AMBI_ARRAY) NDArray x,
        @Out @Array(dtype = "int64", shape = "2, n") NDArray lengths);
  }

  private static final Fields C = Kernels.bind(Fields.class, library());

  private static Library library() {
    String text =
        """
        #include <ambi/kernel.h>
        AMBI_KERNEL void fields(const ambi_array *x, int64_t *to) {
          int64_t all[11] = {x->device.device_type, x->device.device_id, x->ndim, x->dtype.code,
            x->dtype.bits, x->dtype.lanes, (int64_t)x->byte_offset, x->itemsize, x->flags,
            x->type_num, x->reserved};
          for (int i = 0; i < 11; i++) to[i] = all[i];
        }
        AMBI_KERNEL void lengths(const ambi_array *x, int64_t *to) {
          for (int i = 0; i < x->ndim; i++) {
            to[i] = x->shape[i];
            to[x->ndim + i] = x->strides[i];
          }
        }
        """;
    try {
      Path directory = Files.createTempDirectory("ambi-kernels");
      return Library.open(
          new CSource(text).library(directory.resolve("libfields.so"), "-I../headers/include"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long[] fields(NDArray x) {
    NDArray fields = NDArray.zeros(DType.INT64, 11);
    C.fields(x, fields);
    return fields.toLongArray();
  }

  @ParameterizedTest
  @CsvSource({
    "bool, 6, 8, 1, 0",
    "int8, 0, 8, 1, 1",
    "uint16, 1, 16, 2, 4",
    "int64, 0, 64, 8, 7",
    "float16, 2, 16, 2, 23",
    "float64, 2, 64, 8, 12",
    "complex128, 5, 128, 16, 15",
    "S5, 3, 40, 5, 18",
    "U40, 3, 0, 160, 19",
    "V3, 3, 24, 3, 20",
    "datetime64[s], 3, 64, 8, 21",
    "timedelta64[s], 3, 64, 8, 22",
  })
  void dtypes(String dtype, int code, int bits, int itemSize, int typeNum) {
    assertThat(fields(NDArray.zeros(DType.parse(dtype), 2, 3)))
        .containsExactly(1, 0, 2, code, bits, 1, 0, itemSize, 0x0501, typeNum, 0);
  }

  @Test
  void flagsAndLengths() {
    NDArray x = NDArray.zeros(2, 3).transpose();
    assertThat(fields(x)[8]).isEqualTo(0x0502);
    assertThat(fields(NDArray.zeros(3))[8]).isEqualTo(0x0503);
    assertThat(fields(x.readOnly())[8]).isEqualTo(0x0102);
    NDArray every = NDArray.zeros(4, 6).get("::-2, ::3");
    assertThat(fields(every)[8]).isEqualTo(0x0500);
    NDArray lengths = NDArray.zeros(DType.INT64, 2, 2);
    C.lengths(every, lengths);
    assertThat(lengths.toLongArray()).containsExactly(2, 2, -12, 3);
  }
}
