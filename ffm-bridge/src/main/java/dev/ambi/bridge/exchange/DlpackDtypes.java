package dev.ambi.bridge.exchange;

import dev.ambi.bridge.view.DlTensor;
import dev.ambi.core.DType;
import dev.ambi.core.TypeId;
import java.util.Arrays;
import java.util.List;

/** {@code DLDataType}: a code, a number of bits and a number of lanes, in one 32-bit word. */
final class DlpackDtypes {
  private static final List<DType> DTYPES =
      Arrays.stream(TypeId.values()).filter(TypeId::isNumeric).map(DType::of).toList();

  private DlpackDtypes() {}

  /** {@return the word for a dtype} */
  static int word(DType dtype) {
    if (!dtype.isNumeric()) {
      throw new IllegalArgumentException(
          "DLPack has no elements like "
              + dtype.repr()
              + ": only bool, integers, floating-point and complex numbers");
    }
    return DlTensor.word(dtype);
  }

  /** {@return the dtype of a word} */
  static DType dtype(int word) {
    for (DType dtype : DTYPES) {
      if (DlTensor.word(dtype) == word) {
        return dtype;
      }
    }
    throw new IllegalArgumentException(
        "DLTensor: dtype of code %d with %d bits and %d lanes has no equal among NumPy's"
            .formatted(word & 0xff, word >>> 8 & 0xff, word >>> 16));
  }
}
