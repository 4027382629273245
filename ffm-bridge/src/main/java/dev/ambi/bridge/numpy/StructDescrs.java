package dev.ambi.bridge.numpy;

import dev.ambi.bridge.abi.DescrFieldException;
import dev.ambi.bridge.abi.DescrValue;
import dev.ambi.bridge.abi.NumpyAbi;
import dev.ambi.bridge.layout.NumPy2;
import dev.ambi.bridge.nativelib.Downcalls;
import dev.ambi.bridge.nativelib.LibAmbi;
import dev.ambi.bridge.nativelib.Memory;
import dev.ambi.bridge.object.Py;
import dev.ambi.core.DType;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/**
 * Descriptors of one ABI, as the structs that they are. The built-in ones are made here, once for
 * the process; further ones (another byte order, a size) on demand, and kept: equal dtypes have one
 * descriptor. None of these counts as a live object.
 *
 * <p>Needs the interpreter lock, except for the constructor.
 */
public final class StructDescrs implements NumpyAbi.DescrCodec {
  /** ob_refcnt of what stays for ever; as AMBI_IMMORTAL in ambi.h. */
  private static final long IMMORTAL = 1L << 40;

  /** NPY_USERDEF: the first number of a dtype that an extension registers. */
  private static final int USERDEF = 256;

  /** PyArray_DTypeMeta.singleton. */
  private static final long SINGLETON = NumPy2.PyArray_DTypeMeta.SINGLETON;

  /** {@code PyArray_DatetimeDTypeMetaData}: NpyAuxData and the unit. */
  private static final long TIME_METADATA_SIZE = NumPy2.PyArray_DatetimeDTypeMetaData.SIZEOF;

  /** NPY_OBJECT_DTYPE_FLAGS. */
  private static final int OBJECT_FLAGS = 0x3f;

  /** New elements are zero: not every number is a character. */
  private static final int NPY_NEEDS_INIT = 0x08;

  /** The parts of the names of C's type objects, by type number. */
  private static final String[] SCALARS = {
    "Bool",
    "Byte",
    "UByte",
    "Short",
    "UShort",
    "Int",
    "UInt",
    "Long",
    "ULong",
    "LongLong",
    "ULongLong",
    "Float",
    "Double",
    "LongDouble",
    "CFloat",
    "CDouble",
    "CLongDouble",
    "Object",
    "String",
    "Unicode",
    "Void",
    "Datetime",
    "Timedelta",
    "Half"
  };

  private static final long CALLOC = LibAmbi.address("PyMem_RawCalloc");
  private static final long COPY = LibAmbi.address("PyArray_DescrNew");
  private static final long MAKE_IMMORTAL = LibAmbi.address("ambi_make_immortal");

  private final int tag;
  private final String abiName;
  private final DescrLayout layout;
  private final long[] builtins = new long[BuiltinType.all().size()];

  /** A dtype that differs from a built-in one in size or byte order. */
  private record Variant(BuiltinType type, long size, boolean swapped) {}

  private final Map<Variant, Long> variants = new HashMap<>();

  /** What was asked for by core's dtypes. */
  private final Map<DType, Long> byDType = new HashMap<>();

  /** Structures, sub-arrays and times, by what they say. */
  private final Map<DescrValue, Long> byValue = new HashMap<>();

  /**
   * Makes the built-in descriptors and tells libambi of them.
   *
   * @param tag the ABI: 1 or 2
   * @param layout where this ABI has the fields
   */
  public StructDescrs(int tag, DescrLayout layout) {
    this.tag = tag;
    this.abiName = layout.name();
    this.layout = layout;
    BuiltinType.all().forEach(t -> builtins[t.number()] = make(t));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment table = arena.allocateFrom(ValueLayout.JAVA_LONG, builtins);
      Downcalls.call(LibAmbi.address("ambi_register_descrs"), tag, table.address());
    }
  }

  private long make(BuiltinType type) {
    String name = SCALARS[type.number()];
    long descr = allocate(layout.size());
    boolean current = tag == 2;
    long cls =
        LibAmbi.address(
            current
                ? "PyArray_" + (type == BuiltinType.STRING ? "Bytes" : name) + "DType"
                : "PyArrayDescr_Type_abi1");
    Memory.putLong(descr, IMMORTAL);
    Memory.putLong(descr + 8, cls);
    Memory.putLong(descr + DescrLayout.TYPEOBJ, LibAmbi.address("Py" + name + "ArrType_Type"));
    Memory.putByte(descr + DescrLayout.KIND, (byte) type.kind());
    Memory.putByte(descr + DescrLayout.TYPE, (byte) type.code());
    Memory.putByte(descr + DescrLayout.BYTEORDER, (byte) (type.isOrdered() ? '=' : '|'));
    Memory.putInt(descr + DescrLayout.TYPE_NUM, type.number());
    putSize(descr, layout.elsize(), type.size());
    putSize(descr, layout.alignment(), type.alignment());
    setFlags(descr, flags(type));
    Memory.putLong(descr + layout.fields(), Py.NONE);
    Memory.putLong(descr + layout.hash(), -1);
    if (layout.functions() >= 0) {
      Memory.putLong(
          descr + layout.functions(),
          Downcalls.call(LibAmbi.address("ambi_arr_funcs"), type.number()));
    }
    if (type == BuiltinType.DATETIME || type == BuiltinType.TIMEDELTA) {
      long metadata = allocate(TIME_METADATA_SIZE);
      Memory.putLong(metadata + NumPy2.NpyAuxData.FREE, LibAmbi.address("ambi_aux_data_free"));
      Memory.putLong(
          metadata + NumPy2.NpyAuxData.CLONE, LibAmbi.address("ambi_time_metadata_clone"));
      Memory.putLong(metadata + TimeUnits.OFFSET, 1L << 32 | TimeUnits.GENERIC);
      Memory.putLong(descr + layout.cMetadata(), metadata);
    }
    if (current) {
      Memory.putLong(cls + SINGLETON, descr);
    }
    return descr;
  }

  private static int flags(BuiltinType type) {
    return switch (type) {
      case OBJECT -> OBJECT_FLAGS;
      case UNICODE -> NPY_NEEDS_INIT;
      default -> 0;
    };
  }

  private static long allocate(long size) {
    long memory = Downcalls.call(CALLOC, 1, size);
    if (memory == 0) {
      throw new OutOfMemoryError("no native memory for a descriptor");
    }
    return memory;
  }

  // ---- finding
  // ------------------------------------------------------------------------------------

  /** Borrowed: the built-in descriptor. */
  public long builtin(BuiltinType type) {
    return builtins[type.number()];
  }

  /**
   * Borrowed: the descriptor of that size and byte order.
   *
   * @param size in bytes; matters for bytes, str and void only
   * @throws IllegalArgumentException when this ABI's descriptor has no room for the size
   */
  public long of(BuiltinType type, long size, boolean swapped) {
    boolean flexible = type.isFlexible() && size != 0;
    boolean other = swapped && type.isOrdered();
    if (!flexible && !other) {
      return builtin(type);
    }
    if (size < 0 || (!layout.wide() && size > Integer.MAX_VALUE)) {
      throw new DescrFieldException(
          abiName,
          "elsize",
          Long.toString(size),
          size < 0
              ? "the size of an element is not negative"
              : "an element of a %s dtype there has at most 2147483647 bytes"
                  .formatted(type.text()));
    }
    return variants.computeIfAbsent(
        new Variant(type, flexible ? size : 0, other),
        v -> {
          long descr = copy(builtin(type));
          if (flexible) {
            setElsize(descr, size);
          }
          if (other) {
            setByteOrder(descr, '>');
          }
          return Downcalls.call(MAKE_IMMORTAL, descr);
        });
  }

  @Override
  public long descrFor(DType dtype) {
    if (dtype instanceof RegisteredDType registered) {
      if (registered.tag() != tag) {
        throw new IllegalArgumentException(
            "an array of dtype %s, which an extension registered for NumPy %d.x, cannot be shown to a binary built for %s: there is no cast between the two"
                .formatted(registered.name(), registered.tag(), abiName));
      }
      return registered.descr();
    }
    if (DescrDTypes.isComposed(dtype)) {
      // By what they say: equal structures may differ in whether they are aligned.
      DescrValue value = new DescrDTypes(this).value(dtype);
      return byValue.computeIfAbsent(value, v -> Immortal.descr(this, DescrWriter.write(this, v)));
    }
    Long known = byDType.get(dtype);
    if (known == null) {
      BuiltinType type = DescrDTypes.type(dtype);
      known = of(type, dtype.itemSize(), !dtype.isNative());
      byDType.put(dtype, known);
    }
    return known;
  }

  @Override
  public DType dtypeOf(long descr) {
    PlainFields.check(this, descr, "");
    BuiltinType type = type(descr);
    if (type == null && typeNum(descr) >= USERDEF && !isSwapped(descr)) {
      DescrReader.check(this, descr);
      return RegisteredDType.of(typeNum(descr));
    }
    if (type == null || type.id() == null || !DescrReader.isFlat(this, descr)) {
      return new DescrDTypes(this).dtype(new DescrReader(this).read(descr));
    }
    DType dtype =
        switch (type) {
          case STRING -> DType.bytes(elsize(descr));
          case UNICODE -> DType.str(elsize(descr) / 4);
          default -> DType.of(type.id());
        };
    return isSwapped(descr) ? dtype.withByteOrder(ByteOrder.BIG_ENDIAN) : dtype;
  }

  /** The built-in type that a descriptor is of; null for one that an extension registered. */
  public BuiltinType type(long descr) {
    return BuiltinType.of(typeNum(descr));
  }

  // ---- fields
  // -------------------------------------------------------------------------------------

  @Override
  public int typeNum(long descr) {
    return Memory.getInt(descr + DescrLayout.TYPE_NUM);
  }

  @Override
  public long elsize(long descr) {
    return layout.wide()
        ? Memory.getLong(descr + layout.elsize())
        : Memory.getInt(descr + layout.elsize());
  }

  void setElsize(long descr, long size) {
    putSize(descr, layout.elsize(), size);
  }

  private void putSize(long descr, long offset, long value) {
    if (layout.wide()) {
      Memory.putLong(descr + offset, value);
    } else if (value != (int) value) {
      throw new DescrFieldException(
          abiName,
          offset == layout.elsize() ? "elsize" : "alignment",
          Long.toString(value),
          "the field has 32 bits");
    } else {
      Memory.putInt(descr + offset, (int) value);
    }
  }

  long alignment(long descr) {
    return layout.wide()
        ? Memory.getLong(descr + layout.alignment())
        : Memory.getInt(descr + layout.alignment());
  }

  void setAlignment(long descr, long alignment) {
    putSize(descr, layout.alignment(), alignment);
  }

  boolean isSwapped(long descr) {
    return Memory.getByte(descr + DescrLayout.BYTEORDER) == '>';
  }

  void setByteOrder(long descr, char order) {
    Memory.putByte(descr + DescrLayout.BYTEORDER, (byte) order);
  }

  /** Of the ABI. */
  int tag() {
    return tag;
  }

  /** Where the fields are. */
  public DescrLayout layout() {
    return layout;
  }

  long flags(long descr) {
    return layout.wideFlags()
        ? Memory.getLong(descr + layout.flags())
        : Memory.getByte(descr + layout.flags()) & 0xff;
  }

  void setFlags(long descr, long flags) {
    if (layout.wideFlags()) {
      Memory.putLong(descr + layout.flags(), flags);
    } else if (flags >>> 8 != 0) {
      throw new DescrFieldException(
          abiName, "flags", "0x%x".formatted(flags), "the one byte for them has no room");
    } else {
      Memory.putByte(descr + layout.flags(), (byte) flags);
    }
  }

  /** {@code typeobj}: borrowed. */
  long typeobj(long descr) {
    return Memory.getLong(descr + DescrLayout.TYPEOBJ);
  }

  /** {@code metadata}: borrowed, or 0. */
  long metadata(long descr) {
    return Memory.getLong(descr + layout.metadata());
  }

  long subarray(long descr) {
    return typeNum(descr) < 0 ? 0 : Memory.getLong(descr + layout.subarray());
  }

  long fields(long descr) {
    return Memory.getLong(descr + layout.fields());
  }

  /** {@code names}, a tuple; 0 where there are no fields. */
  long names(long descr) {
    long names = typeNum(descr) < 0 ? 0 : Memory.getLong(descr + layout.names());
    return names == Py.NONE ? 0 : names;
  }

  long cMetadata(long descr) {
    return Memory.getLong(descr + layout.cMetadata());
  }

  /** A {@code PyArray_ArrayDescr}; takes over both references. */
  static long newSubarray(long base, long shape) {
    long subarray = allocate(NumPy2.PyArray_ArrayDescr.SIZEOF);
    Memory.putLong(subarray + NumPy2.PyArray_ArrayDescr.BASE, base);
    Memory.putLong(subarray + NumPy2.PyArray_ArrayDescr.SHAPE, shape);
    return subarray;
  }

  /** Gives an own descriptor a subarray, which it takes over. */
  void setSubarray(long descr, long subarray) {
    Memory.putLong(descr + layout.subarray(), subarray);
  }

  /** Gives an own descriptor fields; takes over both references. */
  void setFields(long descr, long names, long fields) {
    Py.xdecref(Memory.getLong(descr + layout.names()));
    Py.xdecref(Memory.getLong(descr + layout.fields()));
    Memory.putLong(descr + layout.names(), names);
    Memory.putLong(descr + layout.fields(), fields);
  }

  @Override
  public long copy(long descr) {
    return Py.checked(Downcalls.call(COPY, descr));
  }
}
