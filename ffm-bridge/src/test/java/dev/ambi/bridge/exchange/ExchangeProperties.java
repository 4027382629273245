package dev.ambi.bridge.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the layout: what comes back is what went. */
class ExchangeProperties {

  /** Views of a gapless array: steps of any sign, lengths from 0, axes in any order. */
  @Provide
  Arbitrary<NDArray> views() {
    Arbitrary<List<Integer>> shapes = Arbitraries.integers().between(0, 4).list().ofMaxSize(4);
    Arbitrary<List<Integer>> steps = Arbitraries.of(-3, -2, -1, 1, 2, 3).list().ofSize(4);
    Arbitrary<String> dtypes = Arbitraries.of("i1", "u2", "f4", "f8", "i8");
    return Combinators.combine(shapes, steps, dtypes, Arbitraries.of(true, false))
        .as((shape, step, dtype, transposed) -> {
          long[] lengths = shape.stream().mapToLong(n -> 2L * n).toArray();
          long size = 1;
          for (long length : lengths) {
            size *= length;
          }
          NDArray a = NDArray.arange(size).astype(DType.parse(dtype)).reshape(lengths);
          StringBuilder index = new StringBuilder("...");
          for (int i = 0; i < lengths.length; i++) {
            index.append(", ::").append(step.get(i));
          }
          NDArray view = a.get(index.toString());
          return transposed ? view.transpose() : view;
        });
  }

  @Property(tries = 300)
  void tensorsComeBack(@ForAll("views") NDArray a, @ForAll ExportMode mode) {
    long live = Exchange.live();
    MemorySegment tensor = Dlpack.exportVersioned(a, mode);
    try (Arena arena = Arena.ofConfined()) {
      NDArray back = Dlpack.importVersioned(tensor, arena);
      assertThat(back).isEqualTo(a);
      assertThat(back.dtype()).isEqualTo(a.dtype());
      if (mode != ExportMode.COPY && a.size() != 0) {
        assertThat(back.address()).isEqualTo(a.address());
      }
    }
    assertThat(Exchange.live()).isEqualTo(live);
  }

  @Property(tries = 300)
  void arrowArraysComeBack(@ForAll("views") NDArray a, @ForAll boolean copied) {
    if (a.ndim() == 0 || !copied && !a.isCContiguous()) {
      return;
    }
    long live = Exchange.live();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment array = arena.allocate(Arrow.ARRAY);
      MemorySegment schema = arena.allocate(Arrow.SCHEMA);
      try (Arena own = Arena.ofConfined()) {
        Arrow.exportArray(a, copied ? ExportMode.COPY : ExportMode.SHARE, array, schema);
        assertThat(Arrow.importing().in(own).array(array, schema)).isEqualTo(a);
      }
    }
    assertThat(Exchange.live()).isEqualTo(live);
  }
}
