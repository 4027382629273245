package dev.ambi.bridge.load;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * The machine that libraries must be built for.
 *
 * @param system the operating system
 * @param machine the processor as ELF's {@code e_machine} numbers it, with class and byte order
 * @param libc the C library; {@link Libc#NONE} on systems that are not Linux
 */
record Platform(System system, Machine machine, Libc libc) {

  private static final Platform CURRENT = detect();

  /** An operating system, with the words for it. */
  enum System {
    LINUX("Linux"),
    MACOS("macOS"),
    WINDOWS("Windows"),
    OTHER("an unknown system");

    final String words;

    System(String words) {
      this.words = words;
    }
  }

  /** A C library, with the words for it. */
  enum Libc {
    GLIBC("glibc"),
    MUSL("musl"),
    NONE("no C library");

    final String words;

    Libc(String words) {
      this.words = words;
    }
  }

  /**
   * A processor, class and byte order.
   *
   * @param elf the number in {@code e_machine}
   * @param bits 32 or 64
   * @param littleEndian the byte order
   */
  record Machine(int elf, int bits, boolean littleEndian) {
    static final Machine X86_64 = new Machine(62, 64, true);
    static final Machine AARCH64 = new Machine(183, 64, true);
    static final Machine UNKNOWN = new Machine(0, 64, true);

    private static final Map<Integer, String> NAMES =
        Map.ofEntries(
            Map.entry(2, "SPARC"),
            Map.entry(3, "x86 (i386)"),
            Map.entry(8, "MIPS"),
            Map.entry(20, "PowerPC"),
            Map.entry(21, "PowerPC 64"),
            Map.entry(22, "S/390"),
            Map.entry(40, "ARM"),
            Map.entry(43, "SPARC V9"),
            Map.entry(50, "IA-64"),
            Map.entry(62, "x86-64"),
            Map.entry(183, "aarch64"),
            Map.entry(243, "RISC-V"),
            Map.entry(258, "LoongArch"));

    /** Equality, without the record's own, which costs milliseconds at its first use. */
    boolean same(Machine other) {
      return elf == other.elf && bits == other.bits && littleEndian == other.littleEndian;
    }

    /** The name that Python's tags have for it. */
    String tag() {
      return same(X86_64) ? "x86_64" : same(AARCH64) ? "aarch64" : "unknown";
    }

    /** The processor in words, with class and byte order where its name does not imply them. */
    String words() {
      String name = NAMES.getOrDefault(elf, "the machine with ELF number " + elf);
      if (elf == 62 && bits == 32) {
        return "x32 (32-bit x86-64)";
      }
      if (elf == 183 || elf == 62) {
        return littleEndian ? name : name + " (big-endian)";
      }
      return name + " (" + bits + "-bit, " + (littleEndian ? "little" : "big") + "-endian)";
    }
  }

  /** The platform of this JVM. */
  static Platform current() {
    return CURRENT;
  }

  private static Platform detect() {
    String os = java.lang.System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    System system =
        os.startsWith("linux")
            ? System.LINUX
            : os.startsWith("mac")
                ? System.MACOS
                : os.startsWith("windows") ? System.WINDOWS : System.OTHER;
    Machine machine =
        switch (java.lang.System.getProperty("os.arch", "")) {
          case "amd64", "x86_64" -> Machine.X86_64;
          case "aarch64", "arm64" -> Machine.AARCH64;
          default -> Machine.UNKNOWN;
        };
    return new Platform(system, machine, system == System.LINUX ? libc(machine) : Libc.NONE);
  }

  private static Libc libc(Machine machine) {
    // A glibc machine can have musl installed beside it; the JVM then runs on glibc.
    boolean arm = machine.same(Machine.AARCH64);
    String glibc = arm ? "/lib/ld-linux-aarch64.so.1" : "/lib64/ld-linux-x86-64.so.2";
    String musl = arm ? "/lib/ld-musl-aarch64.so.1" : "/lib/ld-musl-x86_64.so.1";
    return !Files.exists(Path.of(glibc)) && Files.exists(Path.of(musl)) ? Libc.MUSL : Libc.GLIBC;
  }
}
