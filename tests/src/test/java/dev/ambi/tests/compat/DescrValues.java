package dev.ambi.tests.compat;

import dev.ambi.bridge.abi.DescrValue;
import dev.ambi.bridge.abi.DescrValue.Field;
import dev.ambi.bridge.abi.DescrValue.SubArray;
import dev.ambi.bridge.abi.DescrValue.TimeUnit;
import dev.ambi.bridge.numpy.BuiltinType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Random descriptors: what both ABIs can say, with fields in fields and arrays of arrays. */
final class DescrValues {
  /** NPY_FR_B, which is no unit any more. */
  private static final int BUSINESS_DAYS = 3;

  private static final int GENERIC = 14;

  private static final int LONGEST = 3;

  private DescrValues() {}

  static Arbitrary<DescrValue> any() {
    return nested(LONGEST);
  }

  private static Arbitrary<DescrValue> nested(int depth) {
    if (depth == 0) {
      return simple();
    }
    return Arbitraries.oneOf(simple(), structure(depth - 1), array(depth - 1));
  }

  private static Arbitrary<DescrValue> simple() {
    return Combinators.combine(
            Arbitraries.of(BuiltinType.all()),
            Arbitraries.integers().between(0, 40),
            Arbitraries.of('=', '<', '>'),
            Arbitraries.integers().between(0, GENERIC).filter(u -> u != BUSINESS_DAYS),
            Arbitraries.integers().between(1, 1000),
            Arbitraries.integers().between(0, 255))
        .as((type, length, order, unit, count, flags) -> {
          int unitSize = type == BuiltinType.UNICODE ? 4 : 1;
          boolean time = type == BuiltinType.DATETIME || type == BuiltinType.TIMEDELTA;
          return new DescrValue(
              type.number(),
              type.kind(),
              type.code(),
              type.isOrdered() ? order : '|',
              flags,
              type.isFlexible() ? (long) length * unitSize : type.size(),
              type.alignment(),
              Optional.empty(),
              List.of(),
              time ? Optional.of(new TimeUnit(unit, count)) : Optional.empty());
        });
  }

  private static DescrValue ofVoid(
      long flags, long size, long alignment, Optional<SubArray> subarray, List<Field> fields) {
    BuiltinType type = BuiltinType.VOID;
    return new DescrValue(
        type.number(),
        type.kind(),
        type.code(),
        '|',
        flags,
        size,
        alignment,
        subarray,
        fields,
        Optional.empty());
  }

  private static Arbitrary<DescrValue> array(int depth) {
    Arbitrary<List<Long>> shapes =
        Arbitraries.longs().between(0, 4).list().ofMinSize(1).ofMaxSize(LONGEST);
    return Combinators.combine(nested(depth), shapes)
        .as((base, shape) -> {
          long count = shape.stream().reduce(1L, (a, b) -> a * b);
          SubArray subarray = new SubArray(base, shape);
          return ofVoid(
              0, count * base.elsize(), base.alignment(), Optional.of(subarray), List.of());
        });
  }

  /** What a field has besides its type. */
  private record Place(String name, Optional<String> title, long gap) {}

  private static Arbitrary<DescrValue> structure(int depth) {
    Arbitrary<String> text = Arbitraries.strings().all().ofMaxLength(5).filter(DescrValues::isText);
    Arbitrary<Place> place =
        Combinators.combine(
                text,
                Arbitraries.strings().alpha().ofLength(9).optional(0.3),
                Arbitraries.longs().between(0, 9))
            .as(Place::new);
    return Combinators.combine(
            place.list().ofMinSize(1).ofMaxSize(LONGEST).uniqueElements(Place::name),
            nested(depth).list().ofSize(LONGEST),
            Arbitraries.of(1L, 2L, 4L, 8L, 16L),
            Arbitraries.of(0L, 0x3fL, 0x80L))
        .as((places, types, alignment, flags) -> {
          List<Field> fields = new ArrayList<>();
          long end = 0;
          for (int i = 0; i < places.size(); i++) {
            Place p = places.get(i);
            long offset = end + p.gap;
            fields.add(new Field(p.name, types.get(i), offset, p.title));
            end = offset + types.get(i).elsize();
          }
          return ofVoid(flags, end + places.getFirst().gap, alignment, Optional.empty(), fields);
        });
  }

  /** A surrogate without its other half is none in UTF-8. */
  private static boolean isText(String text) {
    return text.codePoints().noneMatch(c -> c >= 0xd800 && c < 0xe000);
  }
}
