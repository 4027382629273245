package dev.ambi.compat.audit;

/**
 * A slot of one of NumPy's tables that a binary reads.
 *
 * @param name the function or type there, by the names of the ABI that the binary was built for
 * @param table {@code multiarray} or {@code ufunc}
 * @param slot its index in the table
 * @param how how it was found: {@code disassembly}
 * @param address the lowest address of an instruction that reads it
 */
public record FunctionUse(String name, String table, int slot, String how, long address) {}
