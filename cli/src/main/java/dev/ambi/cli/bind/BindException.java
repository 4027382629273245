package dev.ambi.cli.bind;

/** A header of which no interface can be made; the message says why, and where. */
public final class BindException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BindException(String message) {
    super(message);
  }

  BindException(Place place, String message) {
    super(place + ": " + message);
  }
}
