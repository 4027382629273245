package dev.ambi.cli;

/** The command was used wrongly; the message says how, and the exit status is 2. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String topic;

  /**
   * A wrong use.
   *
   * @param topic the help text that helps, as {@link Help} names them
   * @param message what is wrong
   */
  UsageException(String topic, String message) {
    super(message);
    this.topic = topic;
  }

  String topic() {
    return topic;
  }
}
