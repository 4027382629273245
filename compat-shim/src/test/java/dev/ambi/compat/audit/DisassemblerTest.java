package dev.ambi.compat.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambi.bridge.load.ElfImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read of Capstone's structs, against what an assembler was told. */
class DisassemblerTest {
  @TempDir Path directory;

  /** The first instruction of a function with that body, which the assembler writes. */
  private Instruction assembled(String text) throws Exception {
    return assembled(List.of(text)).getFirst();
  }

  private List<Instruction> assembled(List<String> lines) throws Exception {
    Path source = directory.resolve("code.s");
    Files.writeString(
        source,
        ".intel_syntax noprefix\n.text\n"
            + String.join("\n", lines)
            + "\n.section .note.GNU-stack,\"\",@progbits\n");
    Path library = directory.resolve("code.so");
    Fixture.run(List.of("cc", "-shared", "-nostdlib", "-o", library.toString(), source.toString()));
    ElfImage image = ElfImage.read(library);
    List<Instruction> all = new ArrayList<>();
    try (Disassembler code = new Disassembler(image)) {
      long at = image.code().getLast().address();
      for (int i = 0; i < lines.size(); i++) {
        Instruction instruction = code.at(at);
        assertThat(instruction).as(lines.get(i)).isNotNull();
        assertThat(instruction.address()).isEqualTo(at);
        all.add(instruction);
        at = instruction.next();
      }
      assertThat(at)
          .isLessThanOrEqualTo(image.code().getLast().address() + image.code().getLast().size());
    }
    return all;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mov rax, [rip+1790]            | 1 | 16 | -1 | 1 | 1790 | 8",
        "call [rax+1688]                | 0 |  0 | -1 | 1 | 1688 | 8",
        "call [r12+128]                 | 0 | 12 | -1 | 1 |  128 | 8",
        "mov r15, [rdx+rcx*8+16]        | 1 |  2 |  1 | 8 |   16 | 8",
        "mov ecx, [r13+0]               | 1 | 13 | -1 | 1 |    0 | 4",
        "mov rax, [rbx-8]               | 1 |  3 | -1 | 1 |   -8 | 8",
        "vmovdqu64 zmm1, [rax+64]       | 1 |  0 | -1 | 1 |   64 | 64",
        "movups xmm1, [rax+24]          | 1 |  0 | -1 | 1 |   24 | 16",
        "vpgatherqq ymm1, [rax+ymm2*8], ymm3 | 1 | 0 | 17 | 8 | 0 | 32",
      })
  void operandsInMemory(
      String text, int at, int base, int index, int scale, int displacement, int size)
      throws Exception {
    Instruction i = assembled(text);
    assertThat(i.memory()).isNotNull();
    assertThat(i.isMemory(at)).isTrue();
    assertThat(i.memory().base()).isEqualTo(base);
    assertThat(i.memory().index()).isEqualTo(index);
    assertThat(i.memory().scale()).isEqualTo(scale);
    assertThat(i.memory().displacement()).isEqualTo(displacement);
    assertThat(i.memory().size()).isEqualTo(size);
    assertThat(i.memory().segment()).isFalse();
    assertThat(i.isStore()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mov rax, 5              | MOVE           | 0x1",
        "mov ah, 5               | MOVE           | 0x1",
        "lea r15, [rax]          | LOAD_ADDRESS   | 0x8000",
        "cmp rax, 5              | COMPARE        | 0",
        "test al, 5              | OTHER          | 0",
        "cqo                     | OTHER          | 0x4",
        "cdqe                    | EXTEND_RAX     | 0x1",
        "mul rcx                 | OTHER          | 0x5",
        "lock cmpxchg [rbx], rcx | OTHER          | 0x1",
        "xadd rcx, rdx           | OTHER          | 0x6",
        "rep movsb               | OTHER          | 0xc2",
        "movmskpd ecx, xmm1      | OTHER          | 0x2",
        "movss xmm1, xmm2        | SCALAR_MOVE    | 0",
        "movsd xmm1, xmm2        | SCALAR_MOVE    | 0",
        "cmovne rdx, rcx         | MOVE_IF        | 0x4",
        "nop dword ptr [rax]     | NOTHING        | 0",
        "endbr64                 | NOTHING        | 0",
        "ret                     | RETURN         | 0x10",
        "ud2                     | END            | 0",
      })
  void whatIsWritten(String text, Kind kind, String mask) throws Exception {
    Instruction i = assembled(text);
    assertThat(i.kind()).isEqualTo(kind);
    int stack = 1 << Registers.RSP;
    assertThat(i.written() | stack).isEqualTo(Integer.decode(mask.trim()) | stack);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mov [rbx], rcx              | true",
        "mov byte ptr [rbx], 1       | true",
        "add [rbx], rcx              | true",
        "cmp [rbx], rcx              | false",
        "setne [rbx]                 | true",
        "fstp qword ptr [rbx]        | true",
        "movdqu [rbx], xmm1          | true",
        "vmovups [rbx], ymm1         | true",
        "vextracti128 [rbx], ymm1, 1 | true",
        "pextrq [rbx], xmm1, 1       | true",
        "stmxcsr [rbx]               | true",
        "fld qword ptr [rbx]         | false",
        "push [rbx]                  | false",
        "bt [rbx], rcx               | false",
        "bts [rbx], rcx              | true",
        "test [rbx], rcx             | false",
        "mul qword ptr [rbx]         | false",
        "inc qword ptr [rbx]         | true",
        "rol qword ptr [rbx], 1      | true",
        "vpermq ymm1, [rbx], 3       | false",
        "mov rcx, fs:[rbx]           | false",
      })
  void whatIsStored(String text, boolean store) throws Exception {
    assertThat(assembled(text).isStore()).isEqualTo(store);
  }

  @Test
  void segmentsOfTheThread() throws Exception {
    assertThat(assembled("mov rcx, fs:[40]").memory().segment()).isTrue();
    assertThat(assembled("mov rcx, [40]").memory().segment()).isFalse();
  }

  @Test
  void conditionsAreTheProcessors() throws Exception {
    List<String> names =
        List.of(
            "o", "no", "b", "ae", "e", "ne", "be", "a", "s", "ns", "p", "np", "l", "ge", "le", "g");
    for (String kind : List.of("j%s .", "cmov%s rax, rcx", "set%s al")) {
      List<Instruction> all = assembled(names.stream().map(kind::formatted).toList());
      for (int code = 0; code < names.size(); code++) {
        assertThat(all.get(code).condition()).as(kind, names.get(code)).isEqualTo(code);
      }
    }
  }

  @Test
  void jumpsLeadSomewhere() throws Exception {
    List<Instruction> all = assembled(List.of("jmp 1f", "call 1f", "loop 1f", "1: je 1b", "nop"));
    long target = all.get(3).address();
    for (Instruction i : all.subList(0, 4)) {
      assertThat(i.operand(0)).isEqualTo(new Operand.Immediate(target, 8));
    }
    assertThat(all.subList(0, 4))
        .extracting(Instruction::kind)
        .containsExactly(Kind.JUMP, Kind.CALL, Kind.LOOP, Kind.JUMP_IF);
  }
}
