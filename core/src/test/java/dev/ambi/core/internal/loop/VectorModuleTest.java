package dev.ambi.core.internal.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambi.core.NDArray;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the module of vectors, and without it: the same answers, and a word about it. */
class VectorModuleTest {

  private static final String ADVICE = "Start Java with --add-modules jdk.incubator.vector";

  /** Uses several kinds of kernels, each of which might say something. */
  private static final String PROGRAM =
      """
      import dev.ambi.core.*;

      public class Program {
        public static void main(String[] args) {
          NDArray a = NDArray.arange(1000).astype(DType.FLOAT64);
          System.out.println(a.add(a).sum() + " " + Ops.exp(a.multiply(0)).sum()
              + " " + a.get(a.greater(997)) + " " + Sorting.sort(a).max()
              + " " + LinearAlgebra.dot(a, a) + " " + a.cumsum().max() + " " + a.astype(DType.INT8).sum());
        }
      }
      """;

  private static final String ANSWER = "999000.0 1000.0 [998. 999.] 999.0 332833500.0 499500.0 ";

  @TempDir Path directory;

  @Test
  void theseTestsRunAsTheySay() {
    assertThat(Vectors.AVAILABLE).isEqualTo(Boolean.getBoolean("ambi.test.vectors"));
  }

  @Test
  void withoutTheModuleTheEngineSaysOnceThatItIsSlower() throws Exception {
    for (List<String> path : List.of(onClassPath(), onModulePath())) {
      String said = run(path);
      assertThat(said).contains(ANSWER).containsOnlyOnce(ADVICE);
    }
  }

  @Test
  void withTheModuleItSaysNothing() throws Exception {
    for (List<String> path : List.of(onClassPath(), onModulePath())) {
      List<String> with = new ArrayList<>(path);
      with.addAll(List.of("--add-modules", "jdk.incubator.vector"));
      assertThat(run(with)).contains(ANSWER).doesNotContain(ADVICE);
    }
  }

  @Test
  void whoTurnsVectorsOffIsToldNothing() throws Exception {
    List<String> off = new ArrayList<>(onClassPath());
    off.add("-Ddev.ambi.vector=false");
    assertThat(run(off)).contains(ANSWER).doesNotContain(ADVICE);
  }

  private static String classes() {
    return NDArray.class.getModule().isNamed()
        ? Path.of(
                NDArray.class
                    .getModule()
                    .getLayer()
                    .configuration()
                    .findModule(NDArray.class.getModule().getName())
                    .orElseThrow()
                    .reference()
                    .location()
                    .orElseThrow())
            .toString()
        : Path.of("target", "classes").toString();
  }

  private static List<String> onClassPath() {
    return List.of("-cp", classes());
  }

  private static List<String> onModulePath() {
    return List.of("-p", classes(), "--add-modules", "dev.ambi.core");
  }

  private String run(List<String> options) throws IOException, InterruptedException {
    Path program = Files.writeString(directory.resolve("Program.java"), PROGRAM);
    Path said = directory.resolve("said.txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Duser.language=en");
    command.addAll(options);
    command.add(program.toString());
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("ends in time").isTrue();
    } finally {
      process.destroyForcibly();
    }
    String text = Files.readString(said, StandardCharsets.UTF_8);
    assertThat(process.exitValue()).as("%s", text).isZero();
    return text;
  }
}
