package dev.ambi.compat.audit;

/**
 * Whether an audit may run a binary, to see what it calls. It is imported, in a process of its own
 * that has all rights of the user: what comes from nobody knows where should be looked at with
 * {@link #NEVER}.
 */
public enum Tracing {
  /** Nothing is run. */
  NEVER,

  /** What the disassembly could not follow to the end is imported. */
  WHERE_NEEDED,

  /** Whatever asks for a table of NumPy's is imported. */
  ALWAYS
}
