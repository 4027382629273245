package dev.ambi.tests.compat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ambi.bridge.abi.DescrFieldException;
import dev.ambi.bridge.abi.DescrValue;
import dev.ambi.bridge.nativelib.Memory;
import dev.ambi.bridge.numpy.DescrLayout;
import dev.ambi.bridge.numpy.NativeAbi;
import dev.ambi.bridge.object.Py;
import dev.ambi.compat.descr.LiveDescrs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Descriptors of either ABI in which C left values that make no sense. On every way by which they
 * reach Java they are refused with the field named.
 */
class HostileDescrTest {
  /** PyArray_ArrayDescr, PyTupleObject and PyArray_DatetimeDTypeMetaData, as C has them. */
  private static final long SHAPE = 8;

  private static final long ITEMS = 24;
  private static final long META = 32;

  /** A tuple of the tests, {@code fields['x']}. */
  private static final String X = "fields['x']";

  /** What is done to a descriptor, and what the refusal names. */
  private record Attack(String field, String value, Kind kind, Change change) {
    @Override
    public String toString() {
      return field + " = " + value + " of a " + kind;
    }
  }

  private enum Kind {
    DOUBLE,
    TEXT,
    STRUCTURE,
    ARRAY,
    TIME
  }

  /** Changes the struct, and gives what undoes it. */
  @FunctionalInterface
  private interface Change {
    Runnable apply(DescrLayout layout, long descr);
  }

  // ---- changes ----------------------------------------------------------------------------------

  private static Runnable putByte(long at, int value) {
    byte before = Memory.getByte(at);
    Memory.putByte(at, (byte) value);
    return () -> Memory.putByte(at, before);
  }

  private static Runnable putInt(long at, int value) {
    int before = Memory.getInt(at);
    Memory.putInt(at, value);
    return () -> Memory.putInt(at, before);
  }

  private static Runnable putLong(long at, long value) {
    long before = Memory.getLong(at);
    Memory.putLong(at, value);
    return () -> Memory.putLong(at, before);
  }

  private static Runnable putSize(DescrLayout layout, long at, int value) {
    return layout.wide() ? putLong(at, value) : putInt(at, value);
  }

  /** Puts a new object in, which goes when the change is undone. */
  private static Runnable putObject(long at, long object) {
    Runnable undo = putLong(at, object);
    return () -> {
      undo.run();
      Py.decref(object);
    };
  }

  private static Change byteAt(long offset, int value) {
    return (_, descr) -> putByte(descr + offset, value);
  }

  private static Change names(LongUnaryOperator object) {
    return (layout, descr) -> putObject(descr + layout.names(), object.applyAsLong(descr));
  }

  private static Change fields(LongUnaryOperator object) {
    return (layout, descr) -> putObject(descr + layout.fields(), object.applyAsLong(descr));
  }

  /** A dict whose only field, x, is a tuple of these. */
  private static long dict(long... entry) {
    long dict = Py.newDict();
    Py.setTaken(dict, Py.newString("x"), Py.newTuple(entry));
    return dict;
  }

  private static Change entry(LongUnaryOperator offset) {
    return (layout, descr) -> {
      long type = Py.incref(typeOfX(layout, descr));
      return putObject(descr + layout.fields(), dict(type, offset.applyAsLong(descr)));
    };
  }

  private static long typeOfX(DescrLayout layout, long descr) {
    return Py.tupleItem(Py.dictGet(Memory.getLong(descr + layout.fields()), "x"), 0);
  }

  private static Change typeOfX(LongUnaryOperator type) {
    return (layout, descr) -> {
      long tuple = Py.dictGet(Memory.getLong(descr + layout.fields()), "x");
      return putLong(tuple + ITEMS, type.applyAsLong(descr));
    };
  }

  private static Change shape(LongUnaryOperator object) {
    return (layout, descr) ->
        putObject(Memory.getLong(descr + layout.subarray()) + SHAPE, object.applyAsLong(descr));
  }

  private static Change unit(long offset, int value) {
    return (layout, descr) ->
        putInt(Memory.getLong(descr + layout.cMetadata()) + META + offset, value);
  }

  // ---- attacks ----------------------------------------------------------------------------------

  static Stream<Attack> attacks() {
    List<Attack> all = new ArrayList<>();
    plain(all);
    structured(all);
    arrays(all);
    all.add(new Attack("c_metadata.meta.base", "3", Kind.TIME, unit(0, 3)));
    all.add(new Attack("c_metadata.meta.base", "-1", Kind.TIME, unit(0, -1)));
    all.add(new Attack("c_metadata.meta.base", "15", Kind.TIME, unit(0, 15)));
    all.add(new Attack("c_metadata.meta.num", "0", Kind.TIME, unit(4, 0)));
    all.add(new Attack("c_metadata", "NULL", Kind.TIME, (l, d) -> putLong(d + l.cMetadata(), 0)));
    return all.stream();
  }

  private static void plain(List<Attack> all) {
    for (int size : new int[] {-1, Integer.MIN_VALUE}) {
      for (Kind kind : new Kind[] {Kind.DOUBLE, Kind.TEXT, Kind.STRUCTURE}) {
        all.add(
            new Attack(
                "elsize",
                Integer.toString(size),
                kind,
                (l, d) -> putSize(l, d + l.elsize(), size)));
      }
    }
    all.add(new Attack("elsize", "7", Kind.DOUBLE, (l, d) -> putSize(l, d + l.elsize(), 7)));
    for (int alignment : new int[] {0, -8, 3}) {
      all.add(
          new Attack(
              "alignment",
              Integer.toString(alignment),
              Kind.DOUBLE,
              (l, d) -> putSize(l, d + l.alignment(), alignment)));
    }
    for (int number : new int[] {24, 25, 255, 1 << 20}) {
      all.add(
          new Attack(
              "type_num",
              Integer.toString(number),
              Kind.DOUBLE,
              (_, d) -> putInt(d + DescrLayout.TYPE_NUM, number)));
    }
    all.add(new Attack("kind", "'i'", Kind.DOUBLE, byteAt(DescrLayout.KIND, 'i')));
    all.add(new Attack("kind", "0", Kind.DOUBLE, byteAt(DescrLayout.KIND, 0)));
    all.add(new Attack("byteorder", "0", Kind.DOUBLE, byteAt(DescrLayout.BYTEORDER, 0)));
    all.add(new Attack("byteorder", "'L'", Kind.DOUBLE, byteAt(DescrLayout.BYTEORDER, 'L')));
    all.add(
        new Attack("typeobj", "NULL", Kind.DOUBLE, (_, d) -> putLong(d + DescrLayout.TYPEOBJ, 0)));
    all.add(new Attack("ob_type", "NULL", Kind.DOUBLE, (_, d) -> putLong(d + 8, 0)));
    all.add(new Attack("ob_type", "int", Kind.DOUBLE, (_, d) -> putLong(d + 8, Py.LONG_TYPE)));
  }

  private static void structured(List<Attack> all) {
    Kind kind = Kind.STRUCTURE;
    all.add(new Attack("names", "an object of type int", kind, names(_ -> Py.newLong(1000))));
    all.add(new Attack("names", "an object of type list", kind, names(_ -> Py.newList())));
    all.add(new Attack("names", "NULL", kind, (l, d) -> putLong(d + l.names(), 0)));
    all.add(
        new Attack(
            "names[0]", "an object of type int", kind, names(_ -> Py.newTuple(Py.newLong(1000)))));
    all.add(new Attack("names[0]", "NULL", kind, names(_ -> Py.newTuple(0))));
    all.add(
        new Attack(
            "names", "'x'", kind, names(_ -> Py.newTuple(Py.newString("x"), Py.newString("x")))));
    all.add(
        new Attack(
            "fields['nosuch']", "NULL", kind, names(_ -> Py.newTuple(Py.newString("nosuch")))));
    all.add(new Attack("fields", "NULL", kind, (l, d) -> putLong(d + l.fields(), 0)));
    all.add(new Attack("fields", "an object of type tuple", kind, fields(_ -> Py.newTuple())));
    all.add(new Attack(X, "a tuple of 1", kind, fields(_ -> dict(Py.newLong(1000)))));
    all.add(
        new Attack(
            X + ".ob_type", "int", kind, fields(_ -> dict(Py.newLong(1000), Py.newLong(0)))));
    all.add(new Attack(X + ".descr", "NULL", kind, fields(_ -> dict(0, Py.newLong(0)))));
    all.add(new Attack(X + ".offset", "-1", kind, entry(_ -> Py.newLong(-1))));
    all.add(new Attack(X + ".offset", "1000", kind, entry(_ -> Py.newLong(1000))));
    all.add(
        new Attack(
            X + ".offset",
            Long.toString(Long.MAX_VALUE),
            kind,
            entry(_ -> Py.newLong(Long.MAX_VALUE))));
    all.add(
        new Attack(X + ".offset", "an object of type str", kind, entry(_ -> Py.newString("0"))));
    all.add(new Attack(X + ".fields", "a cycle", kind, typeOfX(d -> d)));
    all.add(
        new Attack(
            X + ".elsize", "-1", kind, (l, d) -> putSize(l, typeOfX(l, d) + l.elsize(), -1)));
    all.add(new Attack(X + ".offset", "0", kind, (l, d) -> putSize(l, d + l.elsize(), 3)));
  }

  private static void arrays(List<Attack> all) {
    Kind kind = Kind.ARRAY;
    String field = "subarray->shape";
    all.add(new Attack(field, "an object of type int", kind, shape(_ -> Py.newLong(1000))));
    all.add(
        new Attack(
            field, "NULL", kind, (l, d) -> putLong(Memory.getLong(d + l.subarray()) + SHAPE, 0)));
    all.add(new Attack(field + "[0]", "-2", kind, shape(_ -> Py.newLongTuple(-2))));
    all.add(
        new Attack(
            field + "[0]",
            "an object of type str",
            kind,
            shape(_ -> Py.newTuple(Py.newString("2")))));
    all.add(new Attack("elsize", "6", kind, shape(_ -> Py.newLongTuple(4))));
    all.add(new Attack(field, "a tuple of 65", kind, shape(_ -> Py.newLongTuple(new long[65]))));
    all.add(
        new Attack(
            field,
            "[1000000000, 10000000000]",
            kind,
            shape(_ -> Py.newLongTuple(1000000000, 10000000000L))));
    all.add(
        new Attack(
            "subarray->base.descr",
            "NULL",
            kind,
            (l, d) -> putLong(Memory.getLong(d + l.subarray()), 0)));
    all.add(
        new Attack(
            "subarray->base.fields",
            "a cycle",
            kind,
            (l, d) -> putLong(Memory.getLong(d + l.subarray()), d)));
  }

  // ---- tests ------------------------------------------------------------------------------------

  private static DescrValue value(Kind kind) {
    return switch (kind) {
      case DOUBLE -> of(12, 'f', 'd', 8, Optional.empty(), List.of());
      case TEXT -> of(18, 'S', 'S', 5, Optional.empty(), List.of());
      case STRUCTURE ->
          of(
              20,
              'V',
              'V',
              10,
              Optional.empty(),
              List.of(
                  new DescrValue.Field(
                      "x", of(20, 'V', 'V', 4, Optional.empty(), List.of()), 0, Optional.empty())));
      case ARRAY ->
          of(
              20,
              'V',
              'V',
              6,
              Optional.of(
                  new DescrValue.SubArray(
                      of(3, 'i', 'h', 2, Optional.empty(), List.of()), List.of(3L))),
              List.of());
      case TIME -> {
        DescrValue plain = of(21, 'M', 'M', 8, Optional.empty(), List.of());
        yield new DescrValue(
            21,
            'M',
            'M',
            '=',
            0,
            8,
            8,
            plain.subarray(),
            plain.fields(),
            Optional.of(new DescrValue.TimeUnit(10, 25)));
      }
    };
  }

  private static DescrValue of(
      int number,
      char kind,
      char type,
      long elsize,
      Optional<DescrValue.SubArray> subarray,
      List<DescrValue.Field> fields) {
    return new DescrValue(
        number, kind, type, '=', 0, elsize, 1, subarray, fields, Optional.empty());
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void isRefusedWithTheFieldNamed(Attack attack) {
    for (int abi : new int[] {1, 2}) {
      NativeAbi own = NativeAbi.of(abi);
      Live.leavesNothing(() -> {
        long descr = LiveDescrs.write(abi, value(attack.kind));
        // Not while a change is in: what is undone may be what the reading wants to show.
        Runnable undo = attack.change.apply(own.descrs().layout(), descr);
        try {
          assertRefused(() -> LiveDescrs.read(abi, descr), attack);
          assertRefused(() -> LiveDescrs.translate(abi, descr, 3 - abi), attack);
          assertRefused(() -> own.descrs().dtypeOf(descr), attack);
        } finally {
          undo.run();
        }
        assertThat(LiveDescrs.read(abi, descr)).isEqualTo(value(attack.kind));
        LiveDescrs.release(descr);
      });
    }
  }

  private static void assertRefused(Runnable call, Attack attack) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            DescrFieldException.class,
            e -> {
              assertThat(e.field()).isEqualTo(attack.field);
              assertThat(e.value()).isEqualTo(attack.value);
            })
        .hasMessageStartingWith(attack.field + " = " + attack.value + " of a descriptor of NumPy");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void noDescriptorIsRefused(int abi) {
    Live.leavesNothing(() ->
        assertThatThrownBy(() -> LiveDescrs.read(abi, 0))
            .isInstanceOf(DescrFieldException.class)
            .hasMessageContaining("descr = NULL"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void nullIsNoDescriptor(int abi) {
    assertThatThrownBy(() -> LiveDescrs.read(abi, 0)).isInstanceOf(DescrFieldException.class);
    assertThatThrownBy(() -> LiveDescrs.translate(abi, 0, 3 - abi))
        .isInstanceOf(DescrFieldException.class);
    LiveDescrs.release(0);
  }

  @Test
  void oneDotXHasFunctionsInItsDescriptors() {
    DescrLayout layout = NativeAbi.of(1).descrs().layout();
    Live.leavesNothing(() -> {
      long descr = LiveDescrs.write(1, value(Kind.DOUBLE));
      Runnable undo = putLong(descr + layout.functions(), 0);
      assertThatThrownBy(() -> LiveDescrs.read(1, descr))
          .isInstanceOf(DescrFieldException.class)
          .hasMessageContaining("f = NULL");
      undo.run();
      LiveDescrs.release(descr);
    });
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aDeepNestIsRefusedAndNotFollowed(int abi) {
    DescrValue nested = value(Kind.DOUBLE);
    for (int i = 0; i < 100; i++) {
      nested =
          of(
              20,
              'V',
              'V',
              8,
              Optional.empty(),
              List.of(new DescrValue.Field("x", nested, 0, Optional.empty())));
    }
    DescrValue deep = nested;
    Live.leavesNothing(() -> {
      long descr = LiveDescrs.write(abi, deep);
      assertThatThrownBy(() -> LiveDescrs.read(abi, descr))
          .isInstanceOf(DescrFieldException.class)
          .hasMessageContaining("a deep nest");
      LiveDescrs.release(descr);
    });
  }
}
