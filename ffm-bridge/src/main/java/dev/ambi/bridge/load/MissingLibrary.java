package dev.ambi.bridge.load;

import java.util.List;

/**
 * A shared library that is needed and was not found.
 *
 * @param name the name in {@code DT_NEEDED}
 * @param neededBy the file name of the library that needs it
 * @param searched the directories that were searched before the system's own
 */
public record MissingLibrary(String name, String neededBy, List<String> searched) {

  /** Copies the list. */
  public MissingLibrary {
    searched = List.copyOf(searched);
  }
}
