package dev.ambi.compat.audit.x86;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambi.bridge.load.ElfImage;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Held against {@code objdump}, which comes with the compiler. */
class DecoderTest {
  private static final List<Path> SYSTEM =
      List.of(Path.of("/lib/x86_64-linux-gnu"), Path.of("/lib64"), Path.of("/usr/lib64"));

  /** The mathematical library has code for every generation of vectors, the C library the rest. */
  @ParameterizedTest
  @ValueSource(strings = {"libm.so.6", "libc.so.6"})
  void agreesWithObjdump(String library) throws Exception {
    Path file =
        SYSTEM.stream()
            .map(d -> d.resolve(library))
            .filter(Files::exists)
            .findFirst()
            .orElseGet(() -> Assumptions.abort("there is no " + library + " for x86-64 here"));
    ElfImage image = ElfImage.read(file);
    Decoder decoder = new Decoder(image.bytes());
    Instruction insn = new Instruction();
    List<String> wrong = new ArrayList<>();
    int count = 0;
    Process process = objdump(file);
    try (BufferedReader lines = process.inputReader()) {
      for (String line; (line = lines.readLine()) != null; ) {
        String[] parts = line.split("\t", 3);
        if (parts.length < 3 || parts[2].startsWith("(bad)") || parts[2].startsWith(".byte")) {
          continue;
        }
        long address = Long.parseLong(parts[0].replace(":", "").strip(), 16);
        int length = parts[1].strip().split(" ").length;
        boolean wait = parts[1].startsWith("9b "); // a prefix to objdump, an instruction to others
        count++;
        decoder.decode(image.offset(address), image.bytes().length, address, insn);
        if (!wait && insn.length != length || !sameTarget(insn, parts[2])) {
          wrong.add(line);
        }
      }
    }
    assertThat(process.waitFor()).isZero();
    assertThat(count).isGreaterThan(50_000);
    assertThat(wrong).isEmpty();
  }

  private static boolean sameTarget(Instruction insn, String text) {
    boolean relative = text.contains("[rip");
    if (relative != (insn.hasMemory() && insn.base == Instruction.RIP)) {
      return false;
    }
    return !relative
        || Long.parseUnsignedLong(text.substring(text.indexOf("# ") + 2).split(" ")[0], 16)
            == insn.ripTarget();
  }

  private static Process objdump(Path file) throws InterruptedException {
    try {
      return new ProcessBuilder(
              "objdump", "-d", "-w", "-M", "intel", "--insn-width=16", file.toString())
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      return Assumptions.abort("the decoder was NOT compared: there is no objdump");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "488b05fe060000, 7, 0, 16, -1, 1790", // mov rax,[rip+1790]
    "ff9098060000, 6, -1, 0, -1, 1688", // call [rax+1688]
    "41ff942480000000, 8, -1, 12, -1, 128", // call [r12+128]
    "4c8b7cca10, 5, 15, 2, 1, 16", // mov r15,[rdx+rcx*8+16]
    "498b4500, 4, 0, 13, -1, 0", // mov rax,[r13+0]
    "488b042510000000, 8, 0, -1, -1, 16", // mov rax,[16]
    "62f1fe486f4801, 7, 1, 0, -1, 1", // vmovdqu64 zmm1,[rax+64]
  })
  void operandsInMemory(String hex, int length, int reg, int base, int index, int displacement) {
    byte[] code = HexFormat.of().parseHex(hex);
    Instruction insn = new Instruction();
    assertThat(new Decoder(code).decode(0, code.length, 0, insn)).isTrue();
    assertThat(insn.length).isEqualTo(length);
    assertThat(insn.hasMemory()).isTrue();
    if (reg >= 0) {
      assertThat(insn.reg).isEqualTo(reg);
    }
    assertThat(insn.base).isEqualTo(base);
    assertThat(insn.index).isEqualTo(index);
    assertThat(insn.displacement).isEqualTo(displacement);
  }

  @Test
  void whatIsCutIsNoInstruction() {
    byte[] code = HexFormat.of().parseHex("488b05fe060000");
    Instruction insn = new Instruction();
    for (int end = 0; end < code.length; end++) {
      assertThat(new Decoder(code).decode(0, end, 0, insn)).isFalse();
      assertThat(insn.length).isEqualTo(1);
    }
  }

  @Test
  void anyBytesHaveALength() {
    Random random = new Random(1);
    byte[] code = new byte[1 << 16];
    random.nextBytes(code);
    Decoder decoder = new Decoder(code);
    Instruction insn = new Instruction();
    for (int at = 0; at < code.length; at++) {
      decoder.decode(at, code.length, at, insn);
      assertThat(insn.length).isBetween(1, 15);
    }
  }
}
