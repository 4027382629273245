package dev.ambi.compat.audit;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ambi.bridge.load.ElfImage;
import dev.ambi.compat.audit.x86.Decoder;
import dev.ambi.compat.audit.x86.Instruction;
import dev.ambi.tests.Wheels;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every instruction of real extensions, decoded by our decoder and by Capstone: its length, the
 * operands that the audit reads, the general registers that it writes and whether it writes to
 * memory. {@code -Dambi.capstone.all=true} takes every binary of the wheels, OpenBLAS too.
 */
class DecoderAgainstCapstoneTest {
  private static final boolean ALL = Boolean.getBoolean("ambi.capstone.all");

  /** So many wrong ones say enough. */
  private static final int SHOWN = 20;

  @TempDir static Path directory;

  private static Capstone capstone;

  private final List<String> wrong = new ArrayList<>();
  private int count;
  private int unknown;

  @BeforeAll
  static void load() throws Throwable {
    capstone = new Capstone(Wheels.require("capstone==5.0.9"), directory);
  }

  @AfterAll
  static void unload() {
    capstone.close();
  }

  @ParameterizedTest
  @CsvSource({
    "numpy==2.4.6, numpy/_core/_multiarray_umath.c, 1500000",
    "numpy==1.26.4, numpy/core/_multiarray_umath.c, 900000",
    "numpy==2.4.6, numpy/linalg/, 2000",
    "bottleneck==1.3.8, bottleneck/, 30000",
    "bottleneck==1.6.0, bottleneck/, 30000",
  })
  void agreesOn(String wheel, String prefix, int atLeast) throws Throwable {
    compare(Wheels.require(wheel), name -> name.startsWith(prefix));
    check(atLeast);
  }

  @Test
  void agreesOnAll() throws Throwable {
    assumeTrue(ALL, "not all binaries were asked for");
    for (String wheel : List.of("numpy==2.4.6", "numpy==1.26.4")) {
      compare(Wheels.require(wheel), name -> true);
    }
    check(10_000_000);
  }

  /** Instructions that no compiler makes too: a hostile file has any. */
  @Test
  void agreesOnTheLengthOfAnything() throws Throwable {
    byte[] bytes = new byte[1 << 19];
    new Random(1).nextBytes(bytes);
    Decoder decoder = new Decoder(bytes);
    Instruction insn = new Instruction();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment code = arena.allocate(bytes.length).copyFrom(MemorySegment.ofArray(bytes));
      for (int at = 0; at < bytes.length; at++) {
        boolean known = decoder.decode(at, bytes.length, at, insn);
        if (capstone.decode(code, at, bytes.length, at) && known) {
          count++;
          if (insn.length != capstone.length() && !differs(capstone.mnemonic())) {
            wrong.add("%x %s: length %d".formatted(at, capstone.text(), insn.length));
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(count).isGreaterThan(400_000);
  }

  /**
   * Whether a ModRM byte follows an undefined instruction is a matter of taste; and Capstone takes
   * the two bytes behind a return with prefixes for four.
   */
  private static boolean differs(String mnemonic) {
    return mnemonic.startsWith("ud") || mnemonic.endsWith("ret");
  }

  private void check(int atLeast) {
    assertThat(wrong).isEmpty();
    assertThat(count).isGreaterThan(atLeast);
    // Those with half-precision numbers came after it.
    assertThat(unknown).isLessThan(count / 500);
  }

  private void compare(Path wheel, Predicate<String> wanted) throws Throwable {
    try (ZipFile zip = new ZipFile(wheel.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        String name = entry.getName();
        if (!entry.isDirectory() && name.contains(".so") && wanted.test(name)) {
          compare(name, read(zip, entry));
        }
      }
    }
  }

  private static byte[] read(ZipFile zip, ZipEntry entry) throws IOException {
    try (var in = zip.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }

  private void compare(String name, byte[] bytes) throws Throwable {
    ElfImage image = ElfImage.of(Path.of(name), bytes);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment code = arena.allocate(bytes.length).copyFrom(MemorySegment.ofArray(bytes));
      for (ElfImage.Segment part : image.code()) {
        compare(image, part, code);
      }
    }
  }

  /** From instruction to instruction, and anew where a function begins. */
  private void compare(ElfImage image, ElfImage.Segment part, MemorySegment code) throws Throwable {
    Decoder decoder = new Decoder(image.bytes());
    Instruction insn = new Instruction();
    Objections objections = new Objections(insn, capstone);
    long[] functions = image.functions();
    long end = part.address() + part.size();
    long shift = part.offset() - part.address();
    int function = 0;
    for (long at = part.address(); at < end && wrong.size() < SHOWN; ) {
      while (function < functions.length && functions[function] <= at) {
        function++;
      }
      boolean known = decoder.decode((int) (at + shift), (int) (end + shift), at, insn);
      compare(objections, insn, known, code, at, shift, end);
      at = insn.next();
      if (function < functions.length && at > functions[function]) {
        at = functions[function];
      }
    }
  }

  private void compare(
      Objections objections,
      Instruction insn,
      boolean known,
      MemorySegment code,
      long at,
      long shift,
      long end)
      throws Throwable {
    count++;
    String objection;
    String text = "";
    if (capstone.decode(code, at + shift, end + shift, at)) {
      objection = known ? objections.first() : "not known";
      text = capstone.text();
    } else {
      unknown++;
      objection = known && !insn.compressed ? "no instruction" : null;
    }
    if (objection != null) {
      byte[] bytes = code.asSlice(at + shift, Math.min(15, end - at)).toArray(JAVA_BYTE);
      wrong.add("%x %s %s: %s".formatted(at, HexFormat.of().formatHex(bytes), text, objection));
    }
  }
}
