package dev.ambi.bridge.numpy;

import dev.ambi.bridge.abi.NumpyAbi;
import dev.ambi.bridge.host.KnownAbis;
import dev.ambi.bridge.nativelib.LibAmbi;
import dev.ambi.bridge.nativelib.NumpyFunctions;

/**
 * What implementations of {@link NumpyAbi} have in common: tables that are built from libambi's
 * functions on first use, and type objects that libambi has. Thread-safe.
 */
public abstract class NativeAbi implements NumpyAbi {
  private final int tag;
  private final String displayName;
  private final int abiVersion;
  private final int maxDims;
  private final long arrayType;
  private final long descrType;
  private final StructDescrs descrs;
  private long arrayTable;
  private long ufuncTable;

  /**
   * An ABI.
   *
   * @param tag 1 or 2
   * @param displayName for messages
   * @param abiVersion what PyArray_GetNDArrayCVersion gives
   * @param maxDims {@code NPY_MAXDIMS}
   * @param arrayType libambi's symbol of the type of arrays
   * @param descrType libambi's symbol of the (base) type of descriptors
   * @param descrs how descriptors look
   */
  protected NativeAbi(
      int tag,
      String displayName,
      int abiVersion,
      int maxDims,
      String arrayType,
      String descrType,
      StructDescrs descrs) {
    this.tag = tag;
    this.displayName = displayName;
    this.abiVersion = abiVersion;
    this.maxDims = maxDims;
    this.arrayType = LibAmbi.address(arrayType);
    this.descrType = LibAmbi.address(descrType);
    this.descrs = descrs;
  }

  /**
   * The ABI of that tag, for code that no extension called.
   *
   * @throws IllegalStateException where no module provides it
   */
  public static NativeAbi of(int tag) {
    LibAmbi.ensureStarted();
    return (NativeAbi) KnownAbis.of(tag);
  }

  @Override
  public final int tag() {
    return tag;
  }

  @Override
  public final String displayName() {
    return displayName;
  }

  @Override
  public final int abiVersion() {
    return abiVersion;
  }

  @Override
  public final int maxDims() {
    return maxDims;
  }

  @Override
  public final long arrayType() {
    return arrayType;
  }

  @Override
  public final long descrType() {
    return descrType;
  }

  @Override
  public final StructDescrs descrs() {
    return descrs;
  }

  @Override
  public final synchronized long arrayTable() {
    if (arrayTable == 0) {
      arrayTable = ApiTables.build(this, ApiTables.ARRAY, arraySlots(NumpyFunctions.multiarray()));
    }
    return arrayTable;
  }

  @Override
  public final synchronized long ufuncTable() {
    if (ufuncTable == 0) {
      ufuncTable = ApiTables.build(this, ApiTables.UFUNC, ufuncSlots(NumpyFunctions.ufunc()));
    }
    return ufuncTable;
  }

  /**
   * This ABI's slots of {@code _ARRAY_API}.
   *
   * @param current those of the current ABI: indices into {@link NumpyFunctions#names}, -1 for an
   *     empty slot; may be changed
   */
  protected abstract short[] arraySlots(short[] current);

  /** This ABI's slots of {@code _UFUNC_API}; see {@link #arraySlots}. */
  protected abstract short[] ufuncSlots(short[] current);

  /**
   * What a slot without a function says when it is called.
   *
   * @param table {@link ApiTables#ARRAY} or {@link ApiTables#UFUNC}
   */
  protected abstract String emptySlotMessage(String table, int slot);
}
