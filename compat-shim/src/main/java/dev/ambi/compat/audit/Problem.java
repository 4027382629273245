package dev.ambi.compat.audit;

/**
 * What stands between a binary and a NumPy version.
 *
 * @param kind {@code refused} where that NumPy does not take the binary; {@code removed}, {@code
 *     renamed}, {@code retyped}, {@code reused} or {@code moved} where a function that it uses was
 *     changed; {@code added} where it came later
 * @param name the function; empty if the binary as a whole is meant
 * @param summary what it is and what to use instead, in one line
 * @param note what else to know, in sentences; may be empty
 */
public record Problem(String kind, String name, String summary, String note) {}
