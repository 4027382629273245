package dev.ambi.tests.extensions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ambi.bridge.ExtensionHost;
import dev.ambi.bridge.ExtensionLoadException;
import dev.ambi.bridge.ExtensionModule;
import dev.ambi.bridge.NumpyVersion;
import dev.ambi.bridge.PythonException;
import dev.ambi.bridge.Value;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One source, compiled against the headers of NumPy 1.26, 2.0 and the newest for several target
 * versions, on every version of NumPy that a host can emulate: accepted or refused as {@code
 * import_array} does there, with the answers that the real NumPy gave ({@code
 * tests/extensions/record_versions.py}).
 */
class VersionsMatrixTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** A line of the recording. */
  private record Recorded(String build, String numpy, boolean accepted, String answers) {
    @Override
    public String toString() {
      return build + " on NumPy " + numpy;
    }
  }

  static Stream<Recorded> recorded() throws IOException {
    try (var in = VersionsMatrixTest.class.getResourceAsStream("/extensions/versions.tsv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .skip(1)
              .map(line -> line.split("\t"))
              .map(f -> new Recorded(f[0], f[1], f[2].equals("accepted"), f[3]))
              .toList()
              .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void runsAsOnTheRealNumPy(Recorded recorded) throws IOException {
    var file = TestExtensions.require(recorded.build);
    try (ExtensionHost host = ExtensionHost.open(NumpyVersion.of(recorded.numpy))) {
      if (!recorded.accepted) {
        assertThatThrownBy(() -> host.load(file, "capi_versions"))
            .isInstanceOf(ExtensionLoadException.class)
            .hasMessageContaining("NumPy " + recorded.numpy)
            .extracting(e -> ((ExtensionLoadException) e).reason())
            .isEqualTo(ExtensionLoadException.Reason.NUMPY_VERSION);
        return;
      }
      ExtensionModule module = host.load(file, "capi_versions");
      JsonNode expected = JSON.readTree(recorded.answers);
      ObjectNode actual = NODES.objectNode();
      answers(module, expected, actual);
      assertThat(LiveObjects.leftBy(() -> answers(module, expected, NODES.objectNode())))
          .as("live objects")
          .isZero();
      assertThat(actual).isEqualTo(expected);
    }
  }

  /** Makes the calls that are the keys of the recording. */
  private static void answers(ExtensionModule module, JsonNode expected, ObjectNode into) {
    for (Iterator<String> names = expected.fieldNames(); names.hasNext(); ) {
      String call = names.next();
      String[] words = call.split(" ", 2);
      into.set(call, answer(() -> call(module, words[0], words.length > 1 ? words[1] : null)));
    }
  }

  private static Value call(ExtensionModule module, String function, String argument) {
    return switch (function) {
      case "versions" -> module.call(function);
      case "copied" ->
          module.call(function, NDArray.of(new int[] {0, 1, 2, 3, 4, 5}).reshape(2, 3));
      case "ndim" -> module.call(function, ones(Integer.parseInt(argument)));
      case "sized", "of_ndim" -> module.call(function, Integer.parseInt(argument));
      default -> module.call(function, argument);
    };
  }

  private static NDArray ones(int nd) {
    long[] shape = new long[nd];
    Arrays.fill(shape, 1);
    return NDArray.ones(DType.FLOAT64, shape);
  }

  // ---- as the recording writes them -------------------------------------------------------------

  private static JsonNode answer(Supplier<Value> call) {
    try {
      return json(call.get());
    } catch (PythonException e) {
      return NODES.textNode(e.type());
    }
  }

  private static JsonNode json(Value value) {
    return switch (value) {
      case Value.None() -> NODES.nullNode();
      case Value.SmallInt(long number) -> NODES.numberNode((int) number);
      case Value.Text(String text) -> NODES.textNode(text);
      case Value.Tuple(List<Value> items) -> {
        ArrayNode array = NODES.arrayNode();
        items.forEach(item -> array.add(json(item)));
        yield array;
      }
      case Value.Dict(var entries) -> {
        ObjectNode object = NODES.objectNode();
        entries.forEach((key, v) -> object.set(((Value.Text) key).value(), json(v)));
        yield object;
      }
      case Value.Array(NDArray array) when array.dtype().equals(DType.INT8) ->
          NODES.numberNode(array.ndim());
      case Value.Array(NDArray array) -> {
        ArrayNode shape = NODES.arrayNode();
        for (int i = 0; i < array.ndim(); i++) {
          shape.add((int) array.shape(i));
        }
        double sum = array.sum().getDouble();
        yield NODES.arrayNode().add(shape).add(sum);
      }
      default -> NODES.textNode(value.toString());
    };
  }

  // ---- dimensions -------------------------------------------------------------------------------

  @ParameterizedTest
  @CsvSource({
    "versions-1.26-default, auto, NumPy 1.x",
    "versions-1.26-default, 1.26, NumPy 1.x",
    "versions-2.4-default,  1.26, NumPy 1.x",
  })
  void anArrayOf33DimensionsIsRefusedWithBothNumbers(String build, String numpy, String words) {
    try (ExtensionHost host = ExtensionHost.open(NumpyVersion.of(numpy))) {
      ExtensionModule module = host.load(TestExtensions.require(build), "capi_versions");
      assertThat(module.call("ndim", ones(32)).toString()).contains("32");
      assertThatThrownBy(() -> module.call("ndim", ones(33)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("an array of 33 dimensions")
          .hasMessageContaining(words + ", which allows 32");
      assertThat(
              LiveObjects.leftBy(
                  () -> assertThatThrownBy(() -> module.call("ndim", ones(33))).isNotNull()))
          .isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({"versions-2.0-2.0, 2.0", "versions-2.4-default, auto", "versions-2.4-2.4, 2.4"})
  void anArrayOf33DimensionsReachesABinaryOf64(String build, String numpy) {
    try (ExtensionHost host = ExtensionHost.open(NumpyVersion.of(numpy))) {
      ExtensionModule module = host.load(TestExtensions.require(build), "capi_versions");
      for (int nd : new int[] {33, 64}) {
        assertThat(json(module.call("ndim", ones(nd)))).hasToString("[" + nd + ",1]");
        assertThat(module.call("of_ndim", nd).asArray().ndim()).isEqualTo(nd);
      }
    }
  }

  /** What a binary of 64 makes, a binary of 32 in the same host does not get. */
  @Test
  void whatOneMakesTheOtherDoesNotGet() {
    try (ExtensionHost host = ExtensionHost.open()) {
      ExtensionModule old =
          host.load(TestExtensions.require("versions-1.26-default"), "capi_versions");
      ExtensionModule current =
          host.load(TestExtensions.require("versions-2.4-2.4"), "capi_versions");
      NDArray wide = current.call("of_ndim", 33).asArray();
      assertThat(json(current.call("ndim", wide))).hasToString("[33,1]");
      assertThatThrownBy(() -> old.call("ndim", wide))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("33")
          .hasMessageContaining("32");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {65, 100})
  void coreHasNoMoreDimensionsThanNumPy(int nd) {
    assertThatThrownBy(() -> ones(nd)).hasMessageContaining("64");
  }
}
