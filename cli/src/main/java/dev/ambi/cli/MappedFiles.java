package dev.ambi.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The files from which this process has code mapped, as Linux tells.
 *
 * @param files the files, each once
 */
record MappedFiles(Set<Path> files) {
  private static final Path MAPS = Path.of("/proc/self/maps");

  /** Address, permissions with the x of code, offset, device, inode, file. */
  private static final Pattern CODE =
      Pattern.compile("^\\S+ ..x. \\S+ \\S+ \\d+\\s+(/.*?)(?: \\(deleted\\))?$");

  /** The interpreter, as a library or as a program. */
  private static final Pattern PYTHON =
      Pattern.compile("libpython.*|lib.*pypy.*|python[0-9.]*|pypy[0-9.]*");

  /** Whether the system tells. */
  static boolean areKnown() {
    return Files.isReadable(MAPS);
  }

  /** Those of this process, now. */
  static MappedFiles now() throws IOException {
    // File names may be of any bytes.
    return parse(Files.readAllLines(MAPS, StandardCharsets.ISO_8859_1));
  }

  static MappedFiles parse(List<String> lines) {
    Set<Path> files = new LinkedHashSet<>();
    for (String line : lines) {
      var matcher = CODE.matcher(line);
      if (matcher.matches()) {
        files.add(Path.of(matcher.group(1)));
      }
    }
    return new MappedFiles(files);
  }

  /** Those that are a Python interpreter. */
  List<Path> pythons() {
    return files.stream()
        .filter(file -> PYTHON.matcher(file.getFileName().toString()).matches())
        .toList();
  }

  /** Those that Python extensions are: {@code NAME.cpython-311-....so}. */
  List<Path> extensions() {
    return files.stream().filter(file -> file.toString().contains(".cpython-")).toList();
  }

  /** The names of those that begin so. */
  String namesOf(String prefix) {
    return files.stream()
        .map(file -> file.getFileName().toString())
        .filter(name -> name.startsWith(prefix))
        .collect(Collectors.joining(", "));
  }
}
