package dev.ambi.compat.descr;

import dev.ambi.bridge.layout.NumPy2;
import dev.ambi.bridge.numpy.DescrLayout;
import dev.ambi.compat.Numpy1Abi;

/** A shape in which C writes a descriptor. There are three. */
public final class DescrForm {
  /** {@code PyArray_Descr} of NumPy 1.x: 96 bytes. */
  public static final DescrForm NUMPY_1 = new DescrForm("PyArray_Descr", 1, Numpy1Abi.LAYOUT);

  /**
   * {@code PyArray_DescrProto} of NumPy 2.x, which PyArray_RegisterDataType takes: the old shape
   * under a new name, but what it refers to are descriptors of 2.x.
   */
  public static final DescrForm PROTO =
      new DescrForm(
          "PyArray_DescrProto",
          2,
          new DescrLayout(
              "NumPy 2.x (PyArray_DescrProto)",
              64,
              NumPy2.PyArray_DescrProto.SIZEOF,
              NumPy2.PyArray_DescrProto.ELSIZE,
              false,
              NumPy2.PyArray_DescrProto.ALIGNMENT,
              NumPy2.PyArray_DescrProto.FLAGS,
              false,
              NumPy2.PyArray_DescrProto.SUBARRAY,
              NumPy2.PyArray_DescrProto.FIELDS,
              NumPy2.PyArray_DescrProto.NAMES,
              NumPy2.PyArray_DescrProto.F,
              NumPy2.PyArray_DescrProto.METADATA,
              NumPy2.PyArray_DescrProto.C_METADATA,
              NumPy2.PyArray_DescrProto.HASH));

  /**
   * {@code PyArray_Descr} of NumPy 2.x, with the fields that it has for the dtypes that 1.x knew
   * too ({@code _PyArray_LegacyDescr}): 120 bytes.
   */
  public static final DescrForm NUMPY_2 = new DescrForm("PyArray_Descr", 2, DescrLayout.CURRENT);

  private final String cName;
  private final int abi;
  private final DescrLayout layout;

  private DescrForm(String cName, int abi, DescrLayout layout) {
    this.cName = cName;
    this.abi = abi;
    this.layout = layout;
  }

  /** {@return the name of the struct in C} */
  public String cName() {
    return cName;
  }

  /** {@return the size of the struct, in bytes} */
  public long byteSize() {
    return layout.size();
  }

  /** {@return {@code NPY_MAXDIMS} of the headers with the struct} */
  public int maxDims() {
    return layout.maxDims();
  }

  /**
   * {@return the major version of NumPy whose descriptors the struct's {@code fields} and {@code
   * subarray} refer to}
   */
  public int abi() {
    return abi;
  }

  DescrLayout layout() {
    return layout;
  }

  /** Struct and version, as {@code "PyArray_Descr of NumPy 1.x"}. */
  @Override
  public String toString() {
    return cName + " of NumPy " + (this == NUMPY_1 ? "1.x" : "2.x");
  }
}
