package dev.ambi.tests.answers;

/** How a recorded call ended. */
public sealed interface Outcome {

  /**
   * It returned a new object.
   *
   * @param value the object: None, a bool, an int, a float, a NumPy scalar or an array
   */
  record Returned(PyValue value) implements Outcome {}

  /**
   * It returned one of its array arguments, the very object.
   *
   * @param argument which; see {@link Case#arrays()}
   */
  record ReturnedArgument(int argument) implements Outcome {}

  /**
   * It raised an exception.
   *
   * @param type the name of its class, with the module unless that is {@code builtins}
   * @param message what {@code str} makes of it
   */
  record Raised(String type, String message) implements Outcome {}
}
