package dev.ambi.cli.bind;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** Ways to bind a header in tests. */
final class Headers {
  private Headers() {}

  static Binding.Options options(Path header) {
    return options(header, null, null, List.of(), null);
  }

  static Binding.Options options(
      Path header, String library, String include, List<String> as, String compiler) {
    return new Binding.Options(
        header,
        "",
        "Bound",
        library,
        include == null ? null : Pattern.compile(include),
        null,
        as,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        compiler,
        Duration.ofSeconds(60));
  }

  /** The functions of an interface, by its own {@code load()}. */
  static Object load(Class<?> type) throws ReflectiveOperationException {
    return type.getMethod("load").invoke(null);
  }
}
