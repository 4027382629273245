package dev.ambi.bridge.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The generated constants are the layouts' offsets, all of them. */
class LayoutConstantsTest {

  static Stream<Arguments> classes() {
    return Stream.of(
        Arguments.of(CPython311.class, Layouts.cpython("3.11")),
        Arguments.of(NumPy1.class, Layouts.numpy("1.26")),
        Arguments.of(NumPy2.class, Layouts.numpy("2.4")));
  }

  @ParameterizedTest
  @MethodSource("classes")
  void constantsAgree(Class<?> constants, LayoutSet set) throws IllegalAccessException {
    assertThat(Arrays.stream(constants.getClasses()).map(Class::getSimpleName))
        .containsExactlyInAnyOrderElementsOf(set.names());
    for (Class<?> nested : constants.getClasses()) {
      StructFacts struct = set.struct(nested.getSimpleName());
      List<String> expected = new ArrayList<>(List.of("SIZEOF = " + struct.byteSize()));
      for (FieldFacts field : struct.fields()) {
        expected.add(
            field.name().toUpperCase(Locale.ROOT) + " = " + struct.byteOffset(field.name()));
      }
      List<String> found = new ArrayList<>();
      for (Field field : nested.getFields()) {
        found.add(field.getName() + " = " + field.getLong(null));
      }
      assertThat(found).as(struct.toString()).containsExactlyInAnyOrderElementsOf(expected);
    }
  }
}
