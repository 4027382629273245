package dev.ambi.bridge.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Facts that are wrong are told, not used. */
class FactsFileTest {
  private static final String HEAD =
      """
      # Two releases.
      release 1.0 1.0.3 A=0x10
      release 1.1 1.1.0 A=17
      kind i32 int, unsigned int
      kind pointer callback
      """;

  private static StructFacts struct(String text, String release) {
    return new LayoutReleasesFixture(HEAD + text).of(release).struct("T");
  }

  /** Reads a text as the releases of a product that there is not. */
  private record LayoutReleasesFixture(FactsFile facts) {
    LayoutReleasesFixture(String text) {
      this(new FactsFile("test.layouts", text));
    }

    LayoutSet of(String release) {
      FactsFile.Release found =
          facts.releases().stream().filter(r -> r.name().equals(release)).findFirst().orElseThrow();
      return new LayoutSet("Test", facts, found, null);
    }
  }

  @Test
  void shapesByRelease() {
    String text =
        """
        typedef T 1.0 4 4
         0 4 a int
        typedef T 1.1 16 8
         0 4 a unsigned int
         8 8 b callback
        """;
    assertThat(struct(text, "1.0").fields()).hasSize(1);
    assertThat(struct(text, "1.1").byteOffset("b")).isEqualTo(8);
    assertThat(struct(text, "1.1").layout().memberLayouts()).hasSize(3);
    assertThat(struct(text, "1.1").field("a").cType()).isEqualTo("unsigned int");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "typedef T 1.0-1.9 4 4\n",
        "typedef T 1.0 x 4\n",
        "typedef T\n",
        "struct\n",
        "release 2.0\n",
        "release 2.0 2.0.0 A\n",
        "kind i33 int\n",
        "union T 1.0 4 4\n"
      })
  void linesThatMakeNoSense(String text) {
    assertThatThrownBy(() -> new FactsFile("test.layouts", HEAD + text))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("test.layouts has a line that makes no sense: " + text.strip());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", HEAD + "typedef T 1.0 4 4\n 0 4 a in"})
  void cutOff(String text) {
    assertThatThrownBy(() -> new FactsFile("test.layouts", text))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("test.layouts is cut off");
  }

  @ParameterizedTest
  @ValueSource(strings = {" 0 4 a\n", " 0 four a int\n", " 0 4 a int :0\n", " 0 4 a int :x:y\n"})
  void fieldsThatMakeNoSense(String field) {
    assertThatThrownBy(() -> struct("typedef T 1.0 4 4\n" + field, "1.0"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("test.layouts has a line that makes no sense: " + field.strip());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "typedef T 1.0 8 4\n 0 4 a int\n 2 4 b int\n",
        "typedef T 1.0 4 4\n 0 4 a int\n 4 4 b int\n",
        "typedef T 1.0 4 4\n 0 8 a int\n",
        "typedef T 1.0 4 8\n 0 4 a int\n",
        "typedef T 1.0 4 4\n 0 4 a number\n",
        "typedef T 1.0 4 4\n 0 4 a struct {...}\n",
        "typedef T 1.0 12 4\n 0 12 a int [4]\n",
        "typedef T 1.0 8 4\n 0 4 a int :0:1\n 4 4 b int\n",
      })
  void factsThatContradictEachOther(String text) {
    assertThatThrownBy(() -> struct(text, "1.0").layout())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("the facts about T of Test 1.0 are wrong: ");
  }
}
