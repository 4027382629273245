package dev.ambi.compat.descr;

import dev.ambi.bridge.abi.DescrValue;
import dev.ambi.bridge.nativelib.Downcalls;
import dev.ambi.bridge.nativelib.LibAmbi;
import dev.ambi.bridge.nativelib.Upcalls;
import dev.ambi.bridge.numpy.BuiltinType;
import dev.ambi.bridge.numpy.DescrReader;
import dev.ambi.bridge.numpy.DescrWriter;
import dev.ambi.bridge.numpy.Descrs;
import dev.ambi.bridge.numpy.NativeAbi;
import dev.ambi.bridge.object.Py;

/**
 * Descriptors that are Python objects of this process, those that C made included, by their
 * addresses. They are checked to the last field before anything is made of them: a hostile one is
 * refused.
 *
 * <p>Every method takes the interpreter lock for its time, and may be called with it held.
 */
public final class LiveDescrs {
  private static final long FROM_TYPE = LibAmbi.address("PyArray_DescrFromType");
  private static final long FUNCTIONS = LibAmbi.address("_PyDataType_GetArrFuncs");
  private static final long BUILTIN_FUNCTIONS = LibAmbi.address("ambi_arr_funcs");
  private static final long CLONE = 8;

  private LiveDescrs() {}

  /**
   * What a descriptor says.
   *
   * @param abi 1 or 2: whose shape it has
   * @param descr its address
   * @return its value
   * @throws dev.ambi.bridge.abi.DescrFieldException for a descriptor that makes no sense
   */
  public static DescrValue read(int abi, long descr) {
    return Upcalls.underLock(null, () -> new DescrReader(NativeAbi.of(abi).descrs()).read(descr));
  }

  /**
   * A new descriptor that says {@code value}.
   *
   * @param abi 1 or 2: whose shape it gets
   * @param value of a built-in dtype, with whatever fields
   * @return a new reference
   * @throws dev.ambi.bridge.abi.DescrFieldException where the ABI cannot say it
   */
  public static long write(int abi, DescrValue value) {
    return Upcalls.underLock(null, () -> DescrWriter.write(NativeAbi.of(abi).descrs(), value));
  }

  /**
   * The same dtype as a descriptor of another ABI, with all that it refers to.
   *
   * @param from 1 or 2: whose shape the descriptor has
   * @param descr its address
   * @param to 1 or 2
   * @return a new reference; to the descriptor itself where the ABIs are the same
   * @throws dev.ambi.bridge.abi.DescrFieldException for a descriptor that makes no sense, or that
   *     the other ABI cannot say
   */
  public static long translate(int from, long descr, int to) {
    // Looking up the ABIs and an upcall under the lock cost more than most translations.
    long ordinary = from + to == 3 ? Descrs.translateOrdinary(from, descr) : 0;
    return ordinary != 0
        ? ordinary
        : Upcalls.underLock(
            null, () -> Descrs.translate(NativeAbi.of(from), descr, NativeAbi.of(to)));
  }

  /**
   * Drops a reference.
   *
   * @param descr a descriptor that {@link #write} or {@link #translate} gave; 0 is none
   */
  public static void release(long descr) {
    if (descr != 0) {
      LibAmbi.release(descr);
    }
  }

  /**
   * What becomes of addresses, for a {@link DescrTranslator} on structs of this process. The target
   * owns what it refers to: references are counted, subarrays and metadata cloned. The caller holds
   * the lock, as in all that an extension calls.
   *
   * @param from the shape of the sources
   * @param to the shape of the targets
   * @return references for the translator
   */
  public static DescrReferences references(DescrForm from, DescrForm to) {
    return new Live(NativeAbi.of(from.abi()), NativeAbi.of(to.abi()));
  }

  private record Live(NativeAbi from, NativeAbi to) implements DescrReferences {
    @Override
    public long shared(long object) {
      return Py.incref(object);
    }

    @Override
    public long fields(long fields) {
      return Descrs.fields(from, fields, to);
    }

    @Override
    public long subarray(long subarray) {
      return Descrs.subarray(from, subarray, to);
    }

    @Override
    public long auxData(long auxData) {
      return Py.checked(
          Downcalls.call(dev.ambi.bridge.nativelib.Memory.getLong(auxData + CLONE), auxData));
    }

    @Override
    public void drop(long fields, long subarray) {
      Py.xdecref(fields);
      Descrs.dropSubarray(subarray);
    }

    @Override
    public long functions(int typeNum) {
      if (BuiltinType.of(typeNum) != null) {
        return Downcalls.call(BUILTIN_FUNCTIONS, typeNum);
      }
      long descr = Py.checked(Downcalls.call(FROM_TYPE, typeNum));
      try {
        return Downcalls.call(FUNCTIONS, descr);
      } finally {
        Py.decref(descr);
      }
    }
  }
}
