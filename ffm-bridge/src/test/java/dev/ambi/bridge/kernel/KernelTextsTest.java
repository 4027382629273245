package dev.ambi.bridge.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Texts that C passes to Java. */
class KernelTextsTest {
  interface OfTexts {
    int of(String first, @In @Length("n") String[] all, int n);
  }

  interface Texts {
    int visit(OfTexts f, @In String[] texts, int n);
  }

  interface NoLength {
    int of(@In String[] all);
  }

  interface WithoutLength {
    @Symbol("visit")
    int visit(NoLength f, @In String[] texts, int n);
  }

  private static final Texts C = Kernels.bind(Texts.class, TestKernels.LIBRARY);

  @Test
  void areCopies() {
    String[][] seen = new String[1][];
    int n =
        C.visit(
            (first, all, count) -> {
              assertThat(first).isEqualTo("zéro");
              seen[0] = all;
              return count;
            },
            new String[] {"zéro", null, ""},
            3);
    assertThat(n).isEqualTo(3);
    assertThat(seen[0]).containsExactly("zéro", null, "");
  }

  @Test
  void mayBeNull() {
    assertThat(C.visit((first, all, _) -> first == null && all == null ? 7 : 0, null, 0))
        .isEqualTo(7);
    assertThat(C.visit((first, all, _) -> first == null ? all.length : -1, new String[0], 0))
        .isZero();
  }

  @Test
  void aLengthThatIsNone() {
    assertThatThrownBy(() -> C.visit((_, _, _) -> 1, new String[] {"a"}, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("C passed -1 texts");
  }

  @Test
  void sayTheirLength() {
    assertThatThrownBy(() -> Kernels.bind(WithoutLength.class, TestKernels.LIBRARY))
        .isInstanceOf(KernelLinkException.class)
        .hasMessageContaining("all: C passes numbers and pointers");
  }

  @Test
  void thatUtf8HasNoFormFor() {
    assertThatThrownBy(() -> C.visit((_, _, _) -> 1, new String[] {"a😀", "😀x\ud83d"}, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith(
            "[1] has half a character at 3, the surrogate U+D83D, which UTF-8 has no form for");
    String two = "\ud83d\ud83d\ude00";
    assertThatThrownBy(() -> C.visit((_, _, _) -> 1, new String[] {two}, 1))
        .hasMessageContaining("[0] has half a character at 0");
    assertThat(C.visit((first, _, _) -> first.length(), new String[] {"a😀"}, 1)).isEqualTo(3);
  }

  @Test
  void outOfPointers() {
    List<String> texts = Arrays.asList("", "zéro", "x".repeat(10_000));
    try (Arena arena = Arena.ofConfined()) {
      for (String text : texts) {
        MemorySegment pointer = MemorySegment.ofAddress(arena.allocateFrom(text).address());
        assertThat(Kernels.text(pointer)).isEqualTo(text);
      }
    }
    assertThat(Collections.singletonList(Kernels.text(MemorySegment.NULL))).containsOnlyNulls();
  }
}
