package dev.ambi.bridge.kernel;

/**
 * A kernel cannot be bound: the library or the symbol is not there, or the signature is none that C
 * could have. Says which, and what was tried.
 */
public final class KernelLinkException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception.
   *
   * @param message what is wrong, where, and what to do instead
   */
  public KernelLinkException(String message) {
    super(message);
  }

  /**
   * Makes the exception.
   *
   * @param message what is wrong, where, and what to do instead
   * @param cause what the JDK or the dynamic linker says
   */
  public KernelLinkException(String message, Throwable cause) {
    super(message, cause);
  }
}
