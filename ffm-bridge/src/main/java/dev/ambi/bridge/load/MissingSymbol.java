package dev.ambi.bridge.load;

/**
 * A symbol that is needed and that nothing defines.
 *
 * @param name the symbol's name
 * @param neededBy the file name of the binary or library that needs it
 */
public record MissingSymbol(String name, String neededBy) {

  /**
   * Whether the name is one that CPython keeps for itself.
   *
   * @return whether it begins with {@code Py} or {@code _Py}
   */
  public boolean isPython() {
    return SymbolCheck.isPython(name);
  }
}
