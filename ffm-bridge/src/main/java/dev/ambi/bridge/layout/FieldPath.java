package dev.ambi.bridge.layout;

import java.lang.foreign.GroupLayout;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.SequenceLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads {@code "ob_base.ob_type"} and {@code "strides[2]"} as the way through a layout. */
final class FieldPath {
  private final StructFacts struct;
  private final String text;
  private final List<PathElement> elements = new ArrayList<>();
  private MemoryLayout here;

  private FieldPath(StructFacts struct, String text) {
    this.struct = struct;
    this.text = text;
    this.here = struct.memoryLayout();
  }

  static PathElement[] of(StructFacts struct, String text) {
    FieldPath path = new FieldPath(struct, text);
    for (String part : text.split("\\.", -1)) {
      String[] indices = part.split("\\[", -1);
      path.field(indices[0]);
      for (int i = 1; i < indices.length; i++) {
        path.index(indices[i]);
      }
    }
    return path.elements.toArray(PathElement[]::new);
  }

  private void field(String name) {
    if (!(here instanceof GroupLayout group)) {
      throw bad("there is nothing within a " + here);
    }
    List<MemoryLayout> members = group.memberLayouts();
    for (int i = 0; i < members.size(); i++) {
      MemoryLayout member = members.get(i);
      if (member.name().equals(Optional.of(name))) {
        elements.add(PathElement.groupElement(i));
        here = member;
        return;
      }
      if (member.name().isEmpty()
          && member instanceof GroupLayout nameless
          && has(nameless, name)) {
        elements.add(PathElement.groupElement(i));
        here = nameless;
        field(name);
        return;
      }
    }
    throw bad(
        "there is no field %s among %s"
            .formatted(name, names(group).stream().collect(Collectors.joining(", "))));
  }

  private static boolean has(GroupLayout group, String name) {
    return names(group).contains(name);
  }

  private static List<String> names(GroupLayout group) {
    return group.memberLayouts().stream()
        .flatMap(m ->
            m.name().isEmpty() && m instanceof GroupLayout nameless
                ? names(nameless).stream()
                : m.name().stream())
        .toList();
  }

  private void index(String digits) {
    if (!(here instanceof SequenceLayout sequence)) {
      throw bad("what has an index is no array");
    }
    long index;
    try {
      index = Long.parseLong(digits.substring(0, Math.max(0, digits.length() - 1)));
    } catch (NumberFormatException _) {
      throw bad("the index is no number");
    }
    if (!digits.endsWith("]") || index < 0 || index >= sequence.elementCount()) {
      throw bad("the index is not within an array of " + sequence.elementCount());
    }
    elements.add(PathElement.sequenceElement(index));
    here = sequence.elementLayout();
  }

  private IllegalArgumentException bad(String why) {
    return new IllegalArgumentException("%s: \"%s\": %s".formatted(struct, text, why));
  }
}
