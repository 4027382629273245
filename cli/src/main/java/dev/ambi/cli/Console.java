package dev.ambi.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where a command reads and writes: UTF-8, whatever the locale says, as Python does.
 *
 * @param in standard input
 * @param out standard output; the command flushes it
 * @param err standard error
 */
record Console(InputStream in, PrintStream out, PrintStream err) {
  private static final int BUFFER = 1 << 16;

  /** The process's own. */
  static Console system() {
    return new Console(
        new FileInputStream(FileDescriptor.in),
        stream(FileDescriptor.out),
        stream(FileDescriptor.err));
  }

  private static PrintStream stream(FileDescriptor file) {
    return new PrintStream(
        new java.io.BufferedOutputStream(new FileOutputStream(file), BUFFER),
        false,
        StandardCharsets.UTF_8);
  }

  /** Says what went wrong on standard error; the stack trace only with {@code AMBI_DEBUG}. */
  void report(Failure failure, Throwable thrown) {
    err.println(failure);
    trace(thrown);
  }

  /** The stack trace, when {@code AMBI_DEBUG} is set. */
  void trace(Throwable thrown) {
    if (System.getenv("AMBI_DEBUG") != null) {
      thrown.printStackTrace(err);
    }
    err.flush();
  }
}
