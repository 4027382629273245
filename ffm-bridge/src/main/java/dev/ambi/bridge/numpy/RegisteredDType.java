package dev.ambi.bridge.numpy;

import dev.ambi.bridge.layout.NumPy2.PyArrayObject_fields;
import dev.ambi.bridge.layout.NumPy2.PyArray_ArrFuncs;
import dev.ambi.bridge.nativelib.Downcalls;
import dev.ambi.bridge.nativelib.LibAmbi;
import dev.ambi.bridge.nativelib.Memory;
import dev.ambi.bridge.nativelib.Upcalls;
import dev.ambi.bridge.object.Py;
import dev.ambi.bridge.object.PythonError;
import dev.ambi.core.CastLoop;
import dev.ambi.core.UserDType;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/**
 * A dtype that an extension registered, as a dtype of core: its functions are those of the
 * PyArray_ArrFuncs that the extension gave, called under the lock. There is one for each type
 * number, for as long as the process lives: registering cannot be undone.
 *
 * <p>Arrays of it must be in native memory.
 */
public final class RegisteredDType implements UserDType {
  private static final long DESCR = LibAmbi.address("ambi_user_descr_for");
  private static final long ARR_FUNCS = LibAmbi.address("ambi_arr_funcs");
  private static final long ARRAY_1X = LibAmbi.address("PyArray_Type_abi1");
  private static final long ARRAY_2X = LibAmbi.address("PyArray_Type");
  private static final ConcurrentMap<Integer, RegisteredDType> ALL = new ConcurrentHashMap<>();

  private final int number;
  private final int tag;
  private final long descr;
  private final long functions;
  private final long standIn;
  private final String name;
  private final long itemSize;
  private final int alignment;
  private final char kind;
  private final char code;

  private RegisteredDType(int number) {
    this.number = number;
    this.descr = Downcalls.call(DESCR, number);
    this.tag = Descrs.tag(descr);
    this.functions = Downcalls.call(ARR_FUNCS, number);
    StructDescrs descrs = ((NativeAbi) abi()).descrs();
    this.name = new DescrText((NativeAbi) abi()).name(descr);
    this.itemSize = descrs.elsize(descr);
    this.alignment = Math.toIntExact(descrs.alignment(descr));
    this.kind = (char) Memory.getByte(descr + DescrLayout.KIND);
    this.code = (char) Memory.getByte(descr + DescrLayout.TYPE);
    // What the functions are told is an array of one element.
    MemorySegment array = Arena.global().allocate(PyArrayObject_fields.SIZEOF, 16);
    array.set(ValueLayout.JAVA_LONG, 0, 1L << 40);
    array.set(ValueLayout.JAVA_LONG, 8, tag == 1 ? ARRAY_1X : ARRAY_2X);
    array.set(ValueLayout.JAVA_LONG, PyArrayObject_fields.DESCR, descr);
    array.set(ValueLayout.JAVA_INT, PyArrayObject_fields.FLAGS, Arrays.ALIGNED | Arrays.WRITEABLE);
    this.standIn = array.address();
  }

  private dev.ambi.bridge.abi.NumpyAbi abi() {
    return RegisteredCasts.abi(tag);
  }

  /**
   * The dtype of a type number from NPY_USERDEF on. The lock is held.
   *
   * @throws PythonError TypeError where none is registered
   */
  static RegisteredDType of(int number) {
    RegisteredDType known = ALL.get(number);
    if (known != null) {
      return known;
    }
    if (Downcalls.call(DESCR, number) == 0) {
      throw PythonError.type("no dtype is registered under the type number " + number);
    }
    RegisteredDType made = new RegisteredDType(number);
    RegisteredDType other = ALL.putIfAbsent(number, made);
    if (other != null) {
      return other;
    }
    RegisteredCasts.register(made, ALL.values());
    return made;
  }

  /** {@code type_num}. */
  int number() {
    return number;
  }

  /** Of which ABI the extension is: arrays of the dtype can be shown to binaries of that one. */
  int tag() {
    return tag;
  }

  /** The descriptor: borrowed, stays for ever. */
  long descr() {
    return descr;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long itemSize() {
    return itemSize;
  }

  @Override
  public int alignment() {
    return alignment;
  }

  @Override
  public char kind() {
    return kind;
  }

  @Override
  public char typeChar() {
    return code;
  }

  /** Elements have the one order that the extension gives them. */
  @Override
  public RegisteredDType withByteOrder(ByteOrder order) {
    return this;
  }

  @Override
  public Object family() {
    return this;
  }

  @Override
  public String repr() {
    return "dtype(" + name + ")";
  }

  @Override
  public String toString() {
    return name;
  }

  // ---- elements

  /** The scalar for the element at an address: new reference. The lock is held. */
  long element(long address) {
    return Py.checked(
        Downcalls.call(Memory.getLong(functions + PyArray_ArrFuncs.GETITEM), address, standIn));
  }

  private long address(MemorySegment memory, long at) {
    if (!memory.isNative()) {
      throw new IllegalArgumentException(
          "an array of dtype "
              + name
              + " on the Java heap: its elements belong to C; copy() is in native memory");
    }
    // Checks the bounds, and that the memory was not freed.
    return memory.asSlice(at, itemSize).address();
  }

  private static long inPython(LongSupplier body) {
    return Upcalls.underLock(
        null,
        () -> {
          try {
            return body.getAsLong();
          } catch (PythonError e) {
            throw new IllegalArgumentException(PythonError.words(), e);
          }
        });
  }

  @Override
  public Object getItem(MemorySegment memory, long at) {
    return new RegisteredElement(
        this, RegisteredElement.read(address(memory, at), Math.toIntExact(itemSize)));
  }

  @Override
  public void setItem(MemorySegment memory, long at, Object value) {
    long address = address(memory, at);
    if (value instanceof RegisteredElement e && e.dtype().equals(this)) {
      Memory.segment(address, itemSize).copyFrom(MemorySegment.ofArray(e.bytes()));
      return;
    }
    inPython(() -> {
      long object = RegisteredCasts.toPython(this, value);
      try {
        return Py.checkedInt(
            Downcalls.call(
                Memory.getLong(functions + PyArray_ArrFuncs.SETITEM), object, address, standIn));
      } finally {
        Py.decref(object);
      }
    });
  }

  @Override
  public int compare(MemorySegment a, long aAt, MemorySegment b, long bAt) {
    long function = Memory.getLong(functions + PyArray_ArrFuncs.COMPARE);
    if (function == 0) {
      throw new IllegalArgumentException(
          "dtype " + name + " has no order: its extension gave no compare function");
    }
    long x = address(a, aAt);
    long y = address(b, bAt);
    return (int)
        inPython(() -> {
          int order = (int) Downcalls.call(function, x, y, standIn);
          return Py.errorOccurred() ? Py.checkedInt(-1) : order;
        });
  }

  @Override
  public boolean nonzero(MemorySegment memory, long at) {
    long address = address(memory, at);
    return inPython(() ->
        Downcalls.call(Memory.getLong(functions + PyArray_ArrFuncs.NONZERO), address, standIn)
            & 0xff)
        != 0;
  }

  @Override
  public CastLoop copySwap(boolean swap) {
    return (src, srcAt, srcStride, dst, dstAt, dstStride, n) -> {
      if (n <= 0) {
        return;
      }
      long from = address(src, srcAt);
      long to = address(dst, dstAt);
      inPython(() ->
          Downcalls.call(
              Memory.getLong(functions + PyArray_ArrFuncs.COPYSWAPN),
              to,
              dstStride,
              from,
              srcStride,
              n,
              swap ? 1 : 0,
              standIn,
              0));
    };
  }
}
