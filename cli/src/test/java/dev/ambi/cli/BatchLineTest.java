package dev.ambi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchLineTest {
  @Test
  void aWholeLine() throws Exception {
    CallRequest request =
        BatchLine.parse(
            """
            {"binary": "b.whl", "module": "m.n", "function": "f", "out": "r.npy",
             "args": ["@x.npy", "@@x", "x", 1, ["@y.npy"]], "kwargs": {"axis": null}}
            """);
    assertThat(request.target()).isEqualTo(new Target(Path.of("b.whl"), "m.n"));
    assertThat(request.function()).isEqualTo("f");
    assertThat(request.out()).isEqualTo(Path.of("r.npy"));
    assertThat(request.args())
        .containsExactly(
            new ArrayFile(Path.of("x.npy")),
            "@x",
            "x",
            1L,
            List.of(new ArrayFile(Path.of("y.npy"))));
    assertThat(request.kwargs()).containsOnlyKeys("axis").containsValue(null);
  }

  @Test
  void onlyBinaryAndFunctionMustBeThere() throws Exception {
    CallRequest request =
        BatchLine.parse("{\"binary\": \"b.whl::m\", \"function\": \"f\", \"module\": null}");
    assertThat(request)
        .isEqualTo(
            new CallRequest(new Target(Path.of("b.whl"), "m"), "f", List.of(), Map.of(), null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"binary\": }                                        | no JSON",
        "[1]                                                   | a JSON object is expected",
        "{\"function\": \"f\"}                                 | \"binary\" is missing",
        "{\"binary\": \"b\"}                                   | \"function\" is missing",
        "{\"binary\": 3, \"function\": \"f\"}                  | \"binary\" is no string",
        "{\"binary\": \"b\", \"function\": \"f\", \"args\": 3} | \"args\" is no list",
        "{\"binary\": \"b\", \"function\": \"f\", \"kwargs\": []}    | \"kwargs\" is no object",
        "{\"binary\": \"b\", \"function\": \"f\", \"arg\": []}       | unknown key \"arg\"",
        "{\"binary\": \"b\", \"function\": \"f\", \"args\": [\"@\"]} | no file name after @",
      })
  void whatIsWrongIsToldInWords(String line, String message) {
    assertThatThrownBy(() -> BatchLine.parse(line))
        .isInstanceOf(JsonReader.SyntaxException.class)
        .hasMessageContaining(message);
  }
}
