package dev.ambi.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every name of the standard's main namespace is a public static member where the list says. */
class ArrayApiNamespaceTest {

  static List<String> names() throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                ArrayApiNamespaceTest.class.getResourceAsStream("array-api-2024.12.tsv"),
                StandardCharsets.UTF_8))) {
      return in.lines().filter(l -> !l.startsWith("#")).toList();
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void isThere(String line) throws ClassNotFoundException {
    String[] field = line.split("\t");
    Class<?> type = Class.forName("dev.ambi.core." + field[1]);
    boolean method =
        Arrays.stream(type.getMethods())
            .anyMatch(m -> m.getName().equals(field[2]) && Modifier.isStatic(m.getModifiers()));
    boolean constant =
        Arrays.stream(type.getFields())
            .anyMatch(f -> f.getName().equals(field[2]) && Modifier.isStatic(f.getModifiers()));
    assertThat(method || constant || field[2].equals("*")).as(line).isTrue();
  }
}
