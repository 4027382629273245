package dev.ambi.bridge.load;

import dev.ambi.bridge.ExtensionLoadException;
import dev.ambi.bridge.ExtensionLoadException.Reason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The RECORD of a wheel: for each of its files the hash and, mostly, the size. */
final class WheelRecord {

  /**
   * What is recorded of a file.
   *
   * @param algorithm the hash, as {@code MessageDigest} names it; null if no hash is recorded
   * @param hash its value
   * @param size the file's size, -1 if it is not recorded
   */
  record Line(String algorithm, byte[] hash, long size) {
    boolean matches(byte[] actual) {
      return Arrays.equals(hash, actual);
    }
  }

  /** The hashes that a wheel may use: sha256 or better. */
  private static final Map<String, String> ALGORITHMS =
      Map.of("sha256", "SHA-256", "sha384", "SHA-384", "sha512", "SHA-512");

  private final Path wheel;
  private final Map<String, Line> lines = new LinkedHashMap<>();

  private WheelRecord(Path wheel) {
    this.wheel = wheel;
  }

  static WheelRecord parse(Path wheel, String text) {
    WheelRecord record = new WheelRecord(wheel);
    int at = 0;
    int number = 1;
    List<String> fields = new ArrayList<>();
    while (at < text.length()) {
      fields.clear();
      at = record.readRow(text, at, number, fields);
      if (!(fields.size() == 1 && fields.getFirst().isEmpty())) {
        record.add(fields, number);
      }
      number++;
    }
    return record;
  }

  /** The lines by the file's path in the wheel. */
  Map<String, Line> lines() {
    return lines;
  }

  /** Reads one row of CSV, in which a field may be quoted; returns where the next one begins. */
  private int readRow(String text, int begin, int number, List<String> fields) {
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    int at = begin;
    for (; at < text.length(); at++) {
      char c = text.charAt(at);
      if (quoted && c == '"' && at + 1 < text.length() && text.charAt(at + 1) == '"') {
        field.append('"');
        at++;
      } else if (c == '"' && (quoted || field.isEmpty())) {
        quoted = !quoted;
      } else if (!quoted && c == ',') {
        fields.add(field.toString());
        field.setLength(0);
      } else if (!quoted && (c == '\n' || c == '\r')) {
        at += c == '\r' && at + 1 < text.length() && text.charAt(at + 1) == '\n' ? 2 : 1;
        fields.add(field.toString());
        return at;
      } else {
        field.append(c);
      }
    }
    if (quoted) {
      throw bad("line " + number + " has a quote that is not closed");
    }
    fields.add(field.toString());
    return at;
  }

  private void add(List<String> fields, int number) {
    if (fields.size() != 3) {
      throw bad("line " + number + " has " + fields.size() + " fields instead of 3");
    }
    String name = fields.get(0);
    Line line = line(name, fields.get(1), fields.get(2));
    if (lines.putIfAbsent(name, line) != null) {
      throw bad("it lists " + ZipEntryPath.show(name) + " twice");
    }
  }

  private Line line(String name, String hash, String size) {
    try {
      long bytes = size.isEmpty() ? -1 : Long.parseLong(size);
      if (hash.isEmpty()) {
        return new Line(null, null, bytes);
      }
      int equals = hash.indexOf('=');
      String algorithm = equals < 0 ? null : ALGORITHMS.get(hash.substring(0, equals));
      if (algorithm == null) {
        throw bad(
            "the hash of "
                + ZipEntryPath.show(name)
                + " is neither sha256 nor a stronger one: "
                + ZipEntryPath.show(hash));
      }
      // The padding may be left out, and is to be.
      return new Line(algorithm, Base64.getUrlDecoder().decode(hash.substring(equals + 1)), bytes);
    } catch (IllegalArgumentException e) {
      throw bad("the hash or size of " + ZipEntryPath.show(name) + " cannot be read");
    }
  }

  private ExtensionLoadException bad(String words) {
    return new ExtensionLoadException(Reason.BAD_RECORD, wheel, "has a bad RECORD: " + words);
  }
}
