package dev.ambi.bridge.layout;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/** Makes the layout of one struct from its facts; fails where the facts contradict each other. */
final class LayoutMaker {
  private final LayoutSet set;
  private final StructFacts struct;

  LayoutMaker(LayoutSet set, StructFacts struct) {
    this.set = set;
    this.struct = struct;
  }

  MemoryLayout make() {
    List<FieldFacts> fields = struct.fields();
    MemoryLayout made;
    if (fields.stream().allMatch(FieldFacts::isBitField)) {
      made = type(fields.getFirst().cType(), fields.getFirst());
    } else if (fields.size() > 1 && fields.stream().allMatch(f -> f.offset() == 0)) {
      made = union(fields);
    } else {
      made = structLayout(fields);
    }
    check(made, struct.byteSize(), struct.byteAlignment(), struct.name());
    return made.withName(struct.name());
  }

  private MemoryLayout structLayout(List<FieldFacts> fields) {
    List<MemoryLayout> members = new ArrayList<>();
    long end = 0;
    for (int i = 0, next; i < fields.size(); i = next) {
      FieldFacts field = fields.get(i);
      next = i + 1;
      while (next < fields.size() && fields.get(next).offset() == field.offset()) {
        next++;
      }
      MemoryLayout member = next == i + 1 ? field(field) : union(fields.subList(i, next));
      pad(members, field.offset() - end);
      members.add(member);
      end = field.offset() + member.byteSize();
    }
    pad(members, struct.byteSize() - end);
    return MemoryLayout.structLayout(members.toArray(MemoryLayout[]::new));
  }

  private void pad(List<MemoryLayout> members, long bytes) {
    if (bytes < 0) {
      throw wrong("a field begins before the one before it ends, or ends after the struct");
    }
    if (bytes > 0) {
      members.add(MemoryLayout.paddingLayout(bytes));
    }
  }

  private MemoryLayout union(List<FieldFacts> fields) {
    return MemoryLayout.unionLayout(fields.stream().map(this::field).toArray(MemoryLayout[]::new));
  }

  private MemoryLayout field(FieldFacts field) {
    if (field.isBitField()) {
      throw wrong(field.name() + " is a bit-field among others");
    }
    MemoryLayout layout = type(field.cType(), field);
    check(layout, field.size(), layout.byteAlignment(), struct.name() + "." + field.name());
    return layout.withName(field.name());
  }

  /** The layout of a C type; {@code field} is for a type without a name. */
  private MemoryLayout type(String cType, FieldFacts field) {
    if (cType.endsWith("]")) {
      return array(cType, field);
    }
    if (cType.contains("*")) {
      return ValueLayout.ADDRESS;
    }
    CKind kind = set.kind(cType);
    if (kind != null) {
      return kind.layout();
    }
    StructFacts type = set.type(structName(cType, field));
    if (type == null) {
      throw wrong("the type " + cType + " is not known");
    }
    return type.memoryLayout();
  }

  private String structName(String cType, FieldFacts field) {
    if (cType.endsWith("{...}")) {
      return struct.name() + "." + field.name();
    }
    return cType.startsWith("struct ") ? cType.substring("struct ".length()) : cType;
  }

  /** The struct that is the type of a field; null for a field of another type. */
  static StructFacts struct(LayoutSet set, StructFacts owner, FieldFacts field) {
    String cType = field.cType();
    return cType.contains("*") || cType.endsWith("]")
        ? null
        : set.type(new LayoutMaker(set, owner).structName(cType, field));
  }

  /**
   * {@code "T [2][3]"}: the rightmost index moves fastest, so the leftmost is the outermost
   * sequence.
   */
  private MemoryLayout array(String cType, FieldFacts field) {
    int open = cType.indexOf('[');
    int close = cType.indexOf(']');
    String length = cType.substring(open + 1, close);
    String element = (cType.substring(0, open) + cType.substring(close + 1)).strip();
    return MemoryLayout.sequenceLayout(
        length.isEmpty() ? 0 : Long.parseLong(length), type(element, field));
  }

  private void check(MemoryLayout layout, long size, long alignment, String what) {
    if (layout.byteSize() != size || layout.byteAlignment() != alignment) {
      throw wrong(
          "%s has size %d and alignment %d by its parts, but %d and %d by the facts"
              .formatted(what, layout.byteSize(), layout.byteAlignment(), size, alignment));
    }
  }

  private IllegalStateException wrong(String why) {
    return new IllegalStateException("the facts about " + struct + " are wrong: " + why);
  }
}
