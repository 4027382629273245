package dev.ambi.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More elements than an int counts, over a sparse file: what is not written to takes no room. */
class LargeArrayTest {

  private static final long N = (1L << 31) + 1000;

  @TempDir Path dir;

  @Test
  void elementsBehindTheReachOfAnInt() throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      NDArray a = NDArray.mapNew(dir.resolve("a.npy"), DType.INT8, Order.C, arena, N);
      assertThat(a.size()).isEqualTo(N);
      a.setLong(5, N - 1);
      a.setLong(6, -2);
      assertThat(a.getLong(-1)).isEqualTo(5);
      assertThat(a.getLong(N - 2)).isEqualTo(6);
      assertThatThrownBy(() -> a.getLong(N)).isInstanceOf(IndexOutOfBoundsException.class);

      NDArray tail = a.get(Index.slice(N - 500, N));
      assertThat(tail.size()).isEqualTo(500);
      assertThat(UFuncs.ADD.reduce(tail, 0).getLong()).isEqualTo(11);
      tail.get(":400").fill(1);
      assertThat(UFuncs.ADD.reduce(tail, 0).getLong()).isEqualTo(411);
      assertThat(a.get("::-1").getLong(1)).isEqualTo(6);
      assertThat(a.get("::1073741824").toLongArray()).hasSize(3);
      assertThat(a.get(Index.slice(null, null, N - 1)).toLongArray()).containsExactly(0, 5);

      NDArray matrix = a.reshape(2, N / 2);
      assertThat(matrix.getLong(1, -1)).isEqualTo(5);
      assertThat(matrix.transpose().getLong(N / 2 - 1, 1)).isEqualTo(5);
      NDArray ends = a.get(Index.of(NDArray.of(new long[] {0, N - 1, -2})));
      assertThat(ends.toLongArray()).containsExactly(0, 5, 6);
      assertThat(a.view(DType.INT64).getLong(N / 8 - 60)).isEqualTo(0x0101_0101_0101_0101L);
      assertThat(NDArray.scalar(1L).broadcastTo(N).getLong(N - 1)).isEqualTo(1);
      assertThatThrownBy(a::toIntArray)
          .isInstanceOf(ArithmeticException.class)
          .hasMessage("no Java array has 2147484648 elements");
      assertThatThrownBy(() -> Manipulation.unstack(a, 0)).isInstanceOf(ArithmeticException.class);
    }
  }
}
