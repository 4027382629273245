package dev.ambi.compat.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Which file the code at an address of this process is from, by {@code /proc/self/maps}. */
final class MappedCode {
  private static final String DELETED = " (deleted)";

  /** A part of a file in memory; {@code start} is where its first byte would be. */
  private record Mapping(long from, long to, long start, String file) {}

  private final List<Mapping> mappings = new ArrayList<>();

  private MappedCode() {}

  /** What is in memory now. */
  static MappedCode read() throws IOException {
    MappedCode code = new MappedCode();
    for (String line : Files.readAllLines(Path.of("/proc/self/maps"))) {
      String[] parts = line.split(" +", 6);
      if (parts.length == 6 && parts[5].startsWith("/")) {
        code.add(parts);
      }
    }
    return code;
  }

  private void add(String[] parts) {
    int dash = parts[0].indexOf('-');
    long from = Long.parseUnsignedLong(parts[0], 0, dash, 16);
    long to = Long.parseUnsignedLong(parts[0], dash + 1, parts[0].length(), 16);
    String file = parts[5];
    file = file.endsWith(DELETED) ? file.substring(0, file.length() - DELETED.length()) : file;
    mappings.add(new Mapping(from, to, from - Long.parseUnsignedLong(parts[2], 16), file));
  }

  private Mapping find(long address) {
    for (Mapping mapping : mappings) {
      if (address >= mapping.from && address < mapping.to) {
        return mapping;
      }
    }
    return null;
  }

  /** The name of the file, without its directories; empty where there is none. */
  String file(long address) {
    Mapping mapping = find(address);
    return mapping == null ? "" : mapping.file.substring(mapping.file.lastIndexOf('/') + 1);
  }

  /** How far into its file an address is. */
  long offset(long address) {
    return address - find(address).start;
  }
}
