package dev.ambi.compat.table;

import java.util.Optional;

/**
 * What a table of NumPy 2.x that was made of one of 1.x has in a slot where the two versions
 * differ.
 *
 * @param table which of the two tables
 * @param slot in the table of 2.x
 * @param name of the function or object that 2.x has there; empty where it has nothing any more
 * @param since the release of NumPy that gave it this slot; empty for an empty slot
 * @param how it comes about
 * @param offeredFrom the oldest release of NumPy on whose table it is offered; empty where it is
 *     not
 * @param note for the person who wants to call it: what it does there, or what to do instead
 */
public record Offer(
    ApiTable table,
    int slot,
    String name,
    String since,
    How how,
    Optional<String> offeredFrom,
    String note) {

  /** How a slot of 2.x is filled. */
  public sealed interface How {
    /**
     * With what 1.x has in another slot.
     *
     * @param slot in the table of 1.x
     */
    record Moved(int slot) implements How {}

    /** With a function of this library, which takes and gives the host's structs. */
    record Backported() implements How {}

    /** Not: a call raises NotImplementedError, with the note. */
    record Unavailable() implements How {}

    /** 2.0 emptied it: a call raises NotImplementedError, which says what to use instead. */
    record Removed() implements How {}
  }

  /** {@return whether a call does what it does in 2.x} */
  public boolean isOffered() {
    return how instanceof How.Moved || how instanceof How.Backported;
  }

  /** What a call of a slot that is not offered says. */
  public String refusal() {
    return "%s came with NumPy %s and is not offered by 1.x: %s".formatted(name, since, note);
  }
}
