package dev.ambi.cli.bind;

import java.util.ArrayDeque;
import java.util.Deque;

/** The {@code #if} groups of one file that are open. */
final class Conditionals {

  /** One group. */
  private static final class Group {
    final Place place;
    final boolean outer;
    boolean active;
    boolean taken;
    boolean isLast;

    Group(Place place, boolean outer, boolean active) {
      this.place = place;
      this.outer = outer;
      this.active = active;
      this.taken = active;
    }
  }

  private final Deque<Group> groups = new ArrayDeque<>();

  /** Whether the compiler sees what stands here. */
  boolean isActive() {
    return groups.isEmpty() || groups.peek().active;
  }

  void open(Place place, boolean active) {
    groups.push(new Group(place, isActive(), active));
  }

  /** Whether the condition of an {@code #elif} matters. */
  boolean isOpenForElse(Place place) {
    Group group = current(place, "#elif");
    return group.outer && !group.taken;
  }

  void elseIf(Place place, boolean active) {
    Group group = current(place, "#elif");
    if (group.isLast) {
      throw new BindException(place, "#elif after #else");
    }
    group.active = active;
    group.taken |= active;
  }

  void otherwise(Place place) {
    Group group = current(place, "#else");
    if (group.isLast) {
      throw new BindException(place, "a second #else");
    }
    group.active = group.outer && !group.taken;
    group.taken = true;
    group.isLast = true;
  }

  void close(Place place) {
    current(place, "#endif");
    groups.pop();
  }

  /** At the end of the file. */
  void end() {
    if (!groups.isEmpty()) {
      throw new BindException(groups.peek().place, "the #if that begins here has no #endif");
    }
  }

  private Group current(Place place, String directive) {
    if (groups.isEmpty()) {
      throw new BindException(place, directive + " without #if");
    }
    return groups.peek();
  }
}
