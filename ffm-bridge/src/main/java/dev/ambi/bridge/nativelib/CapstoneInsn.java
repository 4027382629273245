package dev.ambi.bridge.nativelib;

import static java.lang.foreign.MemoryLayout.PathElement.groupElement;
import static java.lang.foreign.MemoryLayout.PathElement.sequenceElement;
import static java.lang.foreign.MemoryLayout.paddingLayout;
import static java.lang.foreign.MemoryLayout.sequenceLayout;
import static java.lang.foreign.MemoryLayout.structLayout;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.StructLayout;

/**
 * The structs of Capstone 5 for x86, as its {@code capstone.h} and {@code x86.h} have them, as far
 * as they are read. Capstone keeps them the same within a major version.
 */
final class CapstoneInsn {
  private static final StructLayout INSN =
      structLayout(
          JAVA_INT.withName("id"),
          paddingLayout(4),
          JAVA_LONG.withName("address"),
          JAVA_SHORT.withName("size"),
          sequenceLayout(24, JAVA_BYTE).withName("bytes"),
          sequenceLayout(32, JAVA_BYTE).withName("mnemonic"),
          sequenceLayout(160, JAVA_BYTE).withName("op_str"),
          paddingLayout(6),
          ADDRESS.withName("detail"));

  /** The union has the immediate at its beginning too. */
  private static final StructLayout OPERAND =
      structLayout(
          JAVA_INT.withName("type"),
          paddingLayout(4),
          structLayout(
                  JAVA_INT.withName("segment"),
                  JAVA_INT.withName("base"),
                  JAVA_INT.withName("index"),
                  JAVA_INT.withName("scale"),
                  JAVA_LONG.withName("disp"))
              .withName("value"),
          JAVA_BYTE.withName("size"),
          JAVA_BYTE.withName("access"),
          paddingLayout(2),
          JAVA_INT.withName("avx_bcast"),
          JAVA_BYTE.withName("avx_zero_opmask"),
          paddingLayout(7));

  /** {@code cs_detail} with the member for x86 of its union. */
  private static final StructLayout DETAIL_OF_X86 =
      structLayout(
          sequenceLayout(20, JAVA_SHORT).withName("regs_read"),
          JAVA_BYTE.withName("regs_read_count"),
          paddingLayout(1),
          sequenceLayout(20, JAVA_SHORT).withName("regs_write"),
          JAVA_BYTE.withName("regs_write_count"),
          sequenceLayout(8, JAVA_BYTE).withName("groups"),
          JAVA_BYTE.withName("groups_count"),
          JAVA_BYTE.withName("writeback"),
          paddingLayout(3),
          sequenceLayout(4, JAVA_BYTE).withName("prefix"),
          sequenceLayout(4, JAVA_BYTE).withName("opcode"),
          JAVA_BYTE.withName("rex"),
          JAVA_BYTE.withName("addr_size"),
          JAVA_BYTE.withName("modrm"),
          JAVA_BYTE.withName("sib"),
          paddingLayout(4),
          JAVA_LONG.withName("disp"),
          JAVA_INT.withName("sib_index"),
          JAVA_BYTE.withName("sib_scale"),
          paddingLayout(3),
          JAVA_INT.withName("sib_base"),
          JAVA_INT.withName("xop_cc"),
          JAVA_INT.withName("sse_cc"),
          JAVA_INT.withName("avx_cc"),
          JAVA_BYTE.withName("avx_sae"),
          paddingLayout(3),
          JAVA_INT.withName("avx_rm"),
          JAVA_LONG.withName("eflags"),
          JAVA_BYTE.withName("op_count"),
          paddingLayout(7),
          sequenceLayout(8, OPERAND).withName("operands"),
          JAVA_BYTE.withName("modrm_offset"),
          JAVA_BYTE.withName("disp_offset"),
          JAVA_BYTE.withName("disp_size"),
          JAVA_BYTE.withName("imm_offset"),
          JAVA_BYTE.withName("imm_size"),
          paddingLayout(3));

  static final long BYTES = INSN.byteSize();
  static final long ID = offset(INSN, "id");
  static final long SIZE = offset(INSN, "size");
  static final long DETAIL = offset(INSN, "detail");

  static final long DETAIL_BYTES = DETAIL_OF_X86.byteSize();
  static final long REGS_WRITE = offset(DETAIL_OF_X86, "regs_write");
  static final long REGS_WRITE_COUNT = offset(DETAIL_OF_X86, "regs_write_count");
  static final long OP_COUNT = offset(DETAIL_OF_X86, "op_count");
  static final long MODRM_OFFSET = offset(DETAIL_OF_X86, "modrm_offset");

  /** How many operands there is room for. */
  static final int OPERANDS = 8;

  /** How many registers {@code regs_write} has room for. */
  static final int REGISTERS = 20;

  static final long OPERAND_BYTES = OPERAND.byteSize();
  static final long OPERAND_TYPE = operand("type");
  static final long OPERAND_SIZE = operand("size");
  static final long OPERAND_ACCESS = operand("access");
  static final long OPERAND_VALUE = operand("value");
  static final long SEGMENT = operand("value", "segment");
  static final long BASE = operand("value", "base");
  static final long INDEX = operand("value", "index");
  static final long SCALE = operand("value", "scale");
  static final long DISP = operand("value", "disp");

  private CapstoneInsn() {}

  private static long offset(MemoryLayout struct, String field) {
    return struct.byteOffset(groupElement(field));
  }

  /** The offset in {@code cs_detail} of a field of the first operand. */
  private static long operand(String... fields) {
    PathElement[] path = new PathElement[2 + fields.length];
    path[0] = groupElement("operands");
    path[1] = sequenceElement(0);
    for (int i = 0; i < fields.length; i++) {
      path[2 + i] = groupElement(fields[i]);
    }
    return DETAIL_OF_X86.byteOffset(path);
  }
}
