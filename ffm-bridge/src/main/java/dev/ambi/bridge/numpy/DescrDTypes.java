package dev.ambi.bridge.numpy;

import dev.ambi.bridge.abi.DescrFieldException;
import dev.ambi.bridge.abi.DescrValue;
import dev.ambi.bridge.abi.DescrValue.SubArray;
import dev.ambi.bridge.abi.DescrValue.TimeUnit;
import dev.ambi.bridge.object.PythonError;
import dev.ambi.core.DType;
import dev.ambi.core.DateTimeDType;
import dev.ambi.core.DateTimeUnit;
import dev.ambi.core.Field;
import dev.ambi.core.StructDType;
import dev.ambi.core.SubArrayDType;
import dev.ambi.core.TemporalDType;
import dev.ambi.core.TimeDeltaDType;
import dev.ambi.core.VoidDType;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a descriptor says as a dtype of core, and the other way round: fields with their offsets and
 * titles, fields of fields, sub-arrays, units of time, and the byte order of each.
 *
 * <p>Both of C's types of 64-bit integers are int64 there, so that a field of {@code long long}
 * comes back as one of {@code long}.
 */
final class DescrDTypes {
  /** NPY_USERDEF: the first number of a dtype that an extension registers. */
  private static final int USERDEF = 256;

  /** NPY_ALIGNED_STRUCT. */
  private static final int ALIGNED_STRUCT = 0x80;

  /** NPY_FROM_FIELDS: the flags that a structure has because a field has them. */
  private static final int FROM_FIELDS = 0x1b;

  /** NPY_NEEDS_PYAPI, which every structure has. */
  private static final int NEEDS_PYAPI = 0x10;

  /**
   * NPY_FR_D: what follows it in NPY_DATETIMEUNIT has a number more than in core, for one that
   * went.
   */
  private static final int DAY = 4;

  private final StructDescrs descrs;

  DescrDTypes(StructDescrs descrs) {
    this.descrs = descrs;
  }

  // ---- to core

  /**
   * The dtype that was read from a descriptor.
   *
   * @throws PythonError TypeError for dtypes that have no Java form: of objects, and those that
   *     only 2.x has
   * @throws DescrFieldException where core knows no such dtype
   */
  DType dtype(DescrValue value) {
    try {
      return read(value);
    } catch (IllegalArgumentException e) {
      if (e instanceof DescrFieldException) {
        throw e;
      }
      throw new DescrFieldException(
          descrs.layout().name(), "fields", "a structure", e.getMessage());
    }
  }

  private DType read(DescrValue value) {
    if (value.subarray().isPresent()) {
      SubArray array = value.subarray().get();
      long[] shape = array.shape().stream().mapToLong(Long::longValue).toArray();
      return DType.subArray(read(array.base()), shape);
    }
    if (!value.fields().isEmpty()) {
      List<Field> fields =
          value.fields().stream()
              .map(f -> new Field(f.name(), f.title(), read(f.type()), f.offset()))
              .toList();
      return new StructDType(fields, value.elsize(), (value.flags() & ALIGNED_STRUCT) != 0);
    }
    DType dtype = plain(value);
    return value.byteorder() == '>' ? dtype.withByteOrder(ByteOrder.BIG_ENDIAN) : dtype;
  }

  private static DType plain(DescrValue value) {
    int number = value.typeNum();
    BuiltinType type = BuiltinType.of(number);
    if (type == null) {
      if (number >= USERDEF && number < PlainFields.NPY_VSTRING) {
        return RegisteredDType.of(number);
      }
      throw PythonError.type("Ambi has no Java form of dtypes with the type number " + number);
    }
    return switch (type) {
      case STRING -> DType.bytes(value.elsize());
      case UNICODE -> DType.str(value.elsize() / 4);
      case VOID -> DType.ofVoid(value.elsize());
      case DATETIME, TIMEDELTA -> {
        TimeUnit unit = value.unit().orElseThrow();
        yield time(type, unit.base(), unit.num());
      }
      case LONGDOUBLE -> LongDoubleDType.REAL;
      case CLONGDOUBLE -> LongDoubleDType.COMPLEX;
      case OBJECT ->
          throw PythonError.type("Ambi has no Java form of dtype " + type.text() + " yet");
      default -> DType.of(type.id());
    };
  }

  /**
   * Times of this machine's byte order.
   *
   * @param base NPY_DATETIMEUNIT
   * @param count how many of them
   */
  static DType time(BuiltinType type, int base, int count) {
    DateTimeUnit unit = DateTimeUnit.values()[base < DAY ? base : base - 1];
    return type == BuiltinType.DATETIME
        ? new DateTimeDType(unit, count, ByteOrder.nativeOrder())
        : new TimeDeltaDType(unit, count, ByteOrder.nativeOrder());
  }

  // ---- from core

  /** Whether {@link #value} is needed: other dtypes differ from a built-in one in size at most. */
  static boolean isComposed(DType dtype) {
    return dtype instanceof StructDType
        || dtype instanceof SubArrayDType
        || dtype instanceof TemporalDType;
  }

  /**
   * What a descriptor of the dtype says.
   *
   * @throws IllegalArgumentException where the ABI cannot say the dtype
   */
  DescrValue value(DType dtype) {
    return switch (dtype) {
      case StructDType s -> struct(s);
      case SubArrayDType s -> {
        DescrValue base = value(s.base());
        List<Long> shape = Arrays.stream(s.shape().toArray()).boxed().toList();
        yield of(
            BuiltinType.VOID,
            '|',
            base.flags(),
            dtype.itemSize(),
            base.alignment(),
            Optional.of(new SubArray(base, shape)),
            List.of(),
            Optional.empty());
      }
      case TemporalDType t -> {
        int base = t.unit().ordinal();
        TimeUnit unit = new TimeUnit(base < DAY - 1 ? base : base + 1, t.multiple());
        BuiltinType type =
            t instanceof DateTimeDType ? BuiltinType.DATETIME : BuiltinType.TIMEDELTA;
        yield of(type, dtype, Optional.of(unit));
      }
      case RegisteredDType r -> {
        long descr = descrs.descrFor(r);
        yield new DescrReader(descrs).read(descr);
      }
      default -> of(type(dtype), dtype, Optional.empty());
    };
  }

  /** The built-in type of a dtype that is not composed. */
  static BuiltinType type(DType dtype) {
    return switch (dtype) {
      case VoidDType _ -> BuiltinType.VOID;
      case LongDoubleDType d -> d.type();
      default -> BuiltinType.of(dtype);
    };
  }

  private DescrValue struct(StructDType s) {
    List<DescrValue.Field> fields =
        s.fields().stream()
            .map(f -> new DescrValue.Field(f.name(), value(f.dtype()), f.offset(), f.title()))
            .toList();
    long flags = NEEDS_PYAPI | (s.aligned() ? ALIGNED_STRUCT : 0);
    for (DescrValue.Field field : fields) {
      flags |= field.type().flags() & FROM_FIELDS;
    }
    return of(
        BuiltinType.VOID,
        '|',
        flags,
        s.itemSize(),
        s.alignment(),
        Optional.empty(),
        fields,
        Optional.empty());
  }

  private DescrValue of(BuiltinType type, DType dtype, Optional<TimeUnit> unit) {
    char order = !type.isOrdered() ? '|' : dtype.isNative() ? '=' : '>';
    long like = descrs.builtin(type);
    return of(
        type,
        order,
        descrs.flags(like),
        dtype.itemSize(),
        descrs.alignment(like),
        Optional.empty(),
        List.of(),
        unit);
  }

  private static DescrValue of(
      BuiltinType type,
      char order,
      long flags,
      long size,
      long alignment,
      Optional<SubArray> subarray,
      List<DescrValue.Field> fields,
      Optional<TimeUnit> unit) {
    return new DescrValue(
        type.number(),
        type.kind(),
        type.code(),
        order,
        flags,
        size,
        alignment,
        subarray,
        fields,
        unit);
  }
}
