package dev.ambi.compat.audit;

import dev.ambi.bridge.load.ElfImage;
import java.util.List;

/** NumPy's tables of functions, as an extension asks for them. */
enum ApiTable {
  /** {@code _ARRAY_API}. */
  MULTIARRAY("multiarray", "_ARRAY_API"),
  /** {@code _UFUNC_API}. */
  UFUNC("ufunc", "_UFUNC_API");

  static final List<ApiTable> ALL = List.of(values());

  /** Its name in the facts. */
  final String label;

  /** The attribute of NumPy's module that holds it, in a capsule. */
  final String attribute;

  ApiTable(String label, String attribute) {
    this.label = label;
    this.attribute = attribute;
  }

  /** Whether a binary has the name of a table among its texts. */
  static boolean areNamedIn(ElfImage image) {
    return ALL.stream().anyMatch(table -> image.addressesOf(table.attribute).length > 0);
  }
}
