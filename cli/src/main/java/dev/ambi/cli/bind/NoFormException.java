package dev.ambi.cli.bind;

/** What a C type has no form in Java for; the message says why, and begins with the type. */
final class NoFormException extends Exception {
  private static final long serialVersionUID = 1L;

  NoFormException(String message) {
    super(message);
  }
}
