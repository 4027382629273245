package dev.ambi.bridge.numpy;

import dev.ambi.bridge.abi.NumpyAbi;
import dev.ambi.bridge.nativelib.Downcalls;
import dev.ambi.bridge.nativelib.LibAmbi;
import dev.ambi.bridge.nativelib.Memory;
import dev.ambi.bridge.object.Py;
import dev.ambi.bridge.object.PythonError;
import dev.ambi.core.DType;
import java.nio.ByteOrder;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntToLongFunction;

/**
 * Descriptors as structs of one layout. The built-in ones, and all that were made for a {@link
 * DType}, are made once and stay: their reference counts are far from zero, and they are not counted
 * as live objects.
 *
 * <p>Thread-safe, apart from changes to a descriptor that C was given to change.
 */
public final class StructDescrs implements NumpyAbi.DescrCodec {
  /** Reference counts of objects that are never freed; as in ambi.h. */
  private static final long IMMORTAL = 1L << 40;

  /** Flags of object dtypes: references to be counted, initialised, and not to be copied as bytes. */
  private static final int OBJECT_FLAGS = 0x3F;

  /** PyArray_DatetimeDTypeMetaData: an NpyAuxData and the unit. */
  private static final int TIME_METADATA_SIZE = 40;

  private static final long ALLOCATE = LibAmbi.address("PyMem_RawCalloc");
  private static final long ARR_FUNCS = LibAmbi.address("ambi_arr_funcs");
  private static final long SCALAR_TYPE = LibAmbi.address("ambi_scalar_type");
  private static final long DESCR_NEW = LibAmbi.address("PyArray_DescrNew");
  private static final long REGISTER = LibAmbi.address("ambi_register_descrs");

  /** Offset of {@code singleton} in PyArray_DTypeMeta. */
  private static final int SINGLETON = 904;

  private final DescrLayout layout;
  private final String displayName;
  private final IntToLongFunction typeOf;
  private final long[] builtin;
  private final ConcurrentHashMap<Sized, Long> made = new ConcurrentHashMap<>();

  private record Sized(BuiltinType type, long elsize, boolean swapped) {}

  /**
   * Makes the built-in descriptors and tells libambi where they are.
   *
   * @param tag the ABI's {@link NumpyAbi#tag}
   * @param displayName of the ABI, for messages
   * @param layout of the structs
   * @param typeOf the type object of the descriptor of a type number
   */
  public StructDescrs(
      int tag, String displayName, DescrLayout layout, IntToLongFunction typeOf) {
    this.layout = layout;
    this.displayName = displayName;
    this.typeOf = typeOf;
    var types = BuiltinType.all();
    long table = allocate(types.size() * 8L);
    builtin = new long[types.size()];
    for (BuiltinType type : types) {
      builtin[type.number()] = make(type, type.size(), false);
      Memory.putLong(table + 8L * type.number(), builtin[type.number()]);
    }
    Downcalls.call(REGISTER, tag, table);
  }

  private static long allocate(long bytes) {
    long address = Downcalls.call(ALLOCATE, 1, bytes);
    if (address == 0) {
      throw new OutOfMemoryError("no native memory for a dtype");
    }
    return address;
  }

  private long make(BuiltinType type, long elsize, boolean swapped) {
    long descr = allocate(layout.size());
    Memory.putLong(descr, IMMORTAL);
    Memory.putLong(descr + 8, typeOf.applyAsLong(type.number()));
    Memory.putLong(descr + DescrLayout.TYPEOBJ, Downcalls.call(SCALAR_TYPE, type.number()));
    Memory.putByte(descr + DescrLayout.KIND, (byte) type.kind());
    Memory.putByte(descr + DescrLayout.TYPE, (byte) type.code());
    char order = !type.isOrdered() ? '|' : swapped ? '>' : '=';
    Memory.putByte(descr + DescrLayout.BYTEORDER, (byte) order);
    Memory.putInt(descr + DescrLayout.TYPE_NUM, type.number());
    setElsize(descr, elsize);
    putSize(descr + layout.alignment(), type.alignment());
    setFlags(descr, type == BuiltinType.OBJECT ? OBJECT_FLAGS : 0);
    Memory.putLong(descr + layout.fields(), Py.NONE);
    Memory.putLong(descr + layout.hash(), -1);
    if (layout.functions() >= 0) {
      Memory.putLong(descr + layout.functions(), Downcalls.call(ARR_FUNCS, type.number()));
    }
    if (type == BuiltinType.DATETIME || type == BuiltinType.TIMEDELTA) {
      long unit = allocate(TIME_METADATA_SIZE);
      Memory.putLong(unit, LibAmbi.address("ambi_aux_data_free"));
      Memory.putLong(unit + 8, LibAmbi.address("ambi_time_metadata_clone"));
      Memory.putInt(unit + TimeUnits.OFFSET, TimeUnits.GENERIC);
      Memory.putInt(unit + TimeUnits.OFFSET + 4, 1);
      Memory.putLong(descr + layout.cMetadata(), unit);
    }
    return descr;
  }

  /** Makes each built-in descriptor the singleton of its class, as 2.x has it: PyArray_DTypeMeta.singleton. */
  void linkToClasses() {
    for (long descr : builtin) {
      Memory.putLong(Py.type(descr) + SINGLETON, descr);
    }
  }

  private void putSize(long address, long value) {
    if (layout.wide()) {
      Memory.putLong(address, value);
    } else {
      Memory.putInt(address, (int) value);
    }
  }

  private long getSize(long address) {
    return layout.wide() ? Memory.getLong(address) : Memory.getInt(address);
  }

  /** The descriptor of a built-in type in native order: borrowed, immortal. */
  public long builtin(BuiltinType type) {
    return builtin[type.number()];
  }

  /**
   * The descriptor of a built-in type: borrowed, immortal, one for each combination.
   *
   * @param elsize item size; only a flexible type has a choice
   * @param swapped whether in the byte order that is not the machine's
   * @throws IllegalArgumentException when the size does not fit this ABI's field
   */
  public long of(BuiltinType type, long elsize, boolean swapped) {
    boolean reallySwapped = swapped && type.isOrdered();
    if (!reallySwapped && elsize == type.size()) {
      return builtin[type.number()];
    }
    checkFits(elsize);
    return made.computeIfAbsent(
        new Sized(type, elsize, reallySwapped), k -> make(k.type, k.elsize, k.swapped));
  }

  @Override
  public long descrFor(DType dtype) {
    return of(BuiltinType.of(dtype), dtype.itemSize(), !dtype.isNative());
  }

  @Override
  public DType dtypeOf(long descr) {
    BuiltinType type = type(descr);
    if (type == null || type.id() == null) {
      throw PythonError.type(
          "Ambi has no array elements of dtype '%s' yet"
              .formatted(type == null ? "number " + typeNum(descr) : type.text()));
    }
    long elsize = elsize(descr);
    ByteOrder order = isSwapped(descr) ? ByteOrder.BIG_ENDIAN : ByteOrder.nativeOrder();
    DType dtype =
        switch (type.id()) {
          case BYTES -> DType.bytes(elsize);
          case STR -> DType.str(elsize / 4);
          default -> DType.of(type.id());
        };
    return dtype.withByteOrder(order);
  }

  /** The built-in type that the descriptor has, or null for one that an extension registered. */
  public BuiltinType type(long descr) {
    return BuiltinType.of(typeNum(descr));
  }

  @Override
  public int typeNum(long descr) {
    return Memory.getInt(descr + DescrLayout.TYPE_NUM);
  }

  @Override
  public long elsize(long descr) {
    return getSize(descr + layout.elsize());
  }

  /** Changes {@code elsize} of a descriptor that is not shared. */
  public void setElsize(long descr, long elsize) {
    checkFits(elsize);
    putSize(descr + layout.elsize(), elsize);
  }

  private void checkFits(long elsize) {
    if (elsize < 0 || (!layout.wide() && elsize > Integer.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "an item size of %d bytes does not fit the descriptors of %s, which have 32 bits for it"
              .formatted(elsize, displayName));
    }
  }

  /** {@code alignment}. */
  public long alignment(long descr) {
    return getSize(descr + layout.alignment());
  }

  /** {@code flags}. */
  public long flags(long descr) {
    return layout.wideFlags()
        ? Memory.getLong(descr + layout.flags())
        : Memory.getByte(descr + layout.flags()) & 0xFF;
  }

  /**
   * Changes {@code flags}.
   *
   * @throws IllegalArgumentException when they do not fit this ABI's field
   */
  public void setFlags(long descr, long flags) {
    if (layout.wideFlags()) {
      Memory.putLong(descr + layout.flags(), flags);
    } else if (flags >> 8 != 0) {
      throw new IllegalArgumentException(
          "dtype flags 0x%x do not fit the descriptors of %s, which have 8 bits for them"
              .formatted(flags, displayName));
    } else {
      Memory.putByte(descr + layout.flags(), (byte) flags);
    }
  }

  /** Whether the elements are in the byte order that is not the machine's. */
  public boolean isSwapped(long descr) {
    return Memory.getByte(descr + DescrLayout.BYTEORDER) == '>';
  }

  /** Changes {@code byteorder} of a descriptor that is not shared. */
  public void setByteOrder(long descr, char order) {
    Memory.putByte(descr + DescrLayout.BYTEORDER, (byte) order);
  }

  /** {@code names}: borrowed, 0 where there are no fields. */
  public long names(long descr) {
    long names = Memory.getLong(descr + layout.names());
    return names == Py.NONE ? 0 : names;
  }

  /** {@code fields}: borrowed, 0 where there are none. */
  public long fields(long descr) {
    long fields = Memory.getLong(descr + layout.fields());
    return fields == Py.NONE ? 0 : fields;
  }

  /** {@code subarray}: a PyArray_ArrayDescr, or 0. */
  public long subarray(long descr) {
    return Memory.getLong(descr + layout.subarray());
  }

  /** {@code c_metadata}: of a time, its unit; or 0. */
  public long cMetadata(long descr) {
    return Memory.getLong(descr + layout.cMetadata());
  }

  /** Gives an own descriptor a subarray; takes over both references. */
  void setSubarray(long descr, long base, long shape) {
    long subarray = allocate(16);
    Memory.putLong(subarray, base);
    Memory.putLong(subarray + 8, shape);
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
    return Py.checked(Downcalls.call(DESCR_NEW, descr));
  }
}
