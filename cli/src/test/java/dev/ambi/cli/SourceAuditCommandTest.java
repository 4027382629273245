package dev.ambi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceAuditCommandTest {
  @TempDir private Path dir;

  @Test
  void cleanSourcesAreStatusZero() throws IOException {
    Files.writeString(dir.resolve("a.c"), "int n = 1;\n");
    Ran ran = Ran.of("audit", "--source", dir.toString());
    assertThat(ran).isEqualTo(new Ran(0, "1 file, for NumPy 2.4: no problems, no remarks\n", ""));
  }

  @Test
  void problemsAreStatusOneWithTheirNotes() throws IOException {
    Files.writeString(dir.resolve("a.c"), "\nlong f(PyArray_Descr *d) { return d->elsize; }\n");
    Ran ran = Ran.of("audit", "--source=" + dir, "--for", "2.0");
    assertThat(ran.status()).isEqualTo(1);
    assertThat(ran.out())
        .startsWith("a.c:2:38: problem: PyArray_Descr.elsize")
        .contains("use PyDataType_ELSIZE", "d->elsize\n", "PyArray_ITEMSIZE(arr)")
        .endsWith("1 file, for NumPy 2.0: 1 problem, no remarks\n");
    assertThat(Ran.of("audit", "--source=" + dir, "--for", "1.26").status()).isZero();
  }

  @Test
  void jsonHasEachFinding() throws Exception {
    Files.writeString(dir.resolve("a.pyx"), "cimport numpy as np\nx = np.NPY_OWNDATA\n");
    Ran ran = Ran.of("audit", "--json", "--source", dir.toString());
    assertThat(ran.status()).isEqualTo(1);
    Map<?, ?> json = (Map<?, ?>) JsonReader.read(ran.out());
    assertThat(json.get("clean")).isEqualTo(false);
    Map<?, ?> finding = (Map<?, ?>) ((List<?>) json.get("findings")).getFirst();
    assertThat(finding.get("file")).isEqualTo("a.pyx");
    assertThat(finding.get("line")).isEqualTo(2L);
    assertThat(finding.get("name")).isEqualTo("NPY_OWNDATA");
    assertThat(finding.get("note")).asString().contains("NPY_ARRAY_");
  }

  @Test
  void wrongUseIsStatusTwo() {
    assertThat(Ran.of("audit", "--source").err()).contains("--source needs a value");
    assertThat(Ran.of("audit", "--source", "a", "b.so").err()).contains("no binary");
    assertThat(Ran.of("audit", "--source", "a", "--for", "7").err()).contains("--for");
    Ran missing = Ran.of("audit", "--source", dir.resolve("no").toString());
    assertThat(missing.status()).isEqualTo(2);
    assertThat(missing.err()).contains("No such file or directory");
  }
}
