package dev.ambi.cli.bind;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a pointer may be asked to be in Java. */
enum Form {
  /** {@code NDArray}. */
  ARRAY,
  /** {@code NDArray}, which may be null. */
  NULLABLE,
  /** {@code @In double[]}. */
  IN,
  /** {@code @Out double[]}. */
  OUT,
  /** {@code @InOut double[]}. */
  INOUT,
  /** {@code MemorySegment}. */
  POINTER,
  /** {@code String}. */
  TEXT,
  /** {@code @In String[]}. */
  TEXTS,
  /** {@code Callback}. */
  CALLBACK;

  /** The form of a word; null for none. */
  static Form of(String word) {
    for (Form form : values()) {
      if (form.toString().equals(word)) {
        return form;
      }
    }
    return null;
  }

  static String all() {
    List<Form> forms = Arrays.asList(values());
    return forms.stream().map(Form::toString).collect(Collectors.joining(", "));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
