package dev.ambi.compat.audit;

/**
 * A slot of one of NumPy's tables that a binary reads.
 *
 * @param name the function or type there, by the names of the ABI that the binary was built for
 * @param table {@code multiarray} or {@code ufunc}
 * @param slot its index in the table
 * @param how how it was found: {@code disassembly} or {@code tracing}
 * @param address by disassembly the lowest address of an instruction that reads it; by tracing the
 *     lowest address that a call came back to, or -1 where that is outside of the binary
 */
public record FunctionUse(String name, String table, int slot, String how, long address) {
  static final String DISASSEMBLY = "disassembly";
  static final String TRACING = "tracing";
}
