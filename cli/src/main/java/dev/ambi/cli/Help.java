package dev.ambi.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The help texts: resources, one for each command, whose first line is the usage. */
final class Help {
  private Help() {}

  /** The text of a command, or of {@code "ambi"} itself. */
  static String of(String topic) {
    try (InputStream in = Help.class.getResourceAsStream("help/" + topic + ".txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its first paragraph: how the command is used. */
  static String usage(String topic) {
    String text = of(topic);
    return text.substring(0, text.indexOf("\n\n"));
  }
}
