package dev.ambi.bridge.exchange;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ambi.core.NDArray;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the tests of imports share: a producer's memory, an arena for imports, and counts. */
abstract class ArrowImportCase {
  /** Of the producer. */
  final Arena arena = Arena.ofShared();

  /** Of what is imported. */
  final Arena own = Arena.ofShared();

  private long live;
  private long arrays;
  private long schemas;

  @BeforeEach
  void count() {
    live = Exchange.live();
    arrays = Produced.releasedArrays();
    schemas = Produced.releasedSchemas();
  }

  @AfterEach
  void nothingIsLeft() {
    own.close();
    assertThat(Exchange.live()).isEqualTo(live);
    arena.close();
  }

  ArrowImport importing(ArrowAllow... allowed) {
    return Arrow.importing(allowed).in(own);
  }

  NDArray imported(Produced p) {
    return importing().array(p.array(), p.schema());
  }

  MemorySegment bits(int... bytes) {
    MemorySegment bits = arena.allocate(bytes.length, 8);
    for (int i = 0; i < bytes.length; i++) {
      bits.set(JAVA_BYTE, i, (byte) bytes[i]);
    }
    return bits;
  }

  Produced doubles() {
    return Produced.doubles(arena, 0, 1, 2, 3, 4);
  }

  long live() {
    return Exchange.live() - live;
  }

  long releasedArrays() {
    return Produced.releasedArrays() - arrays;
  }

  long releasedSchemas() {
    return Produced.releasedSchemas() - schemas;
  }

  void assertReleased(long count) {
    assertThat(releasedArrays()).isEqualTo(count);
    assertThat(releasedSchemas()).isEqualTo(count);
  }

  /** Nothing is taken: the caller releases both, once. */
  void assertRefused(Produced p, String message) {
    long array = p.get("release");
    long schema = p.getSchema("release");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Arrow.importArray(p.array(), p.schema()))
        .withMessageContaining(message);
    assertReleased(0);
    assertThat(p.get("release")).isEqualTo(array);
    assertThat(p.getSchema("release")).isEqualTo(schema);
    assertThat(live()).isZero();
  }
}
