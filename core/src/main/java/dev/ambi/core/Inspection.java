package dev.ambi.core;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What this implementation of the Python array API standard can do. */
public final class Inspection {

  private static final List<DType> DTYPES =
      List.of(
          DType.BOOL,
          DType.INT8,
          DType.INT16,
          DType.INT32,
          DType.INT64,
          DType.UINT8,
          DType.UINT16,
          DType.UINT32,
          DType.UINT64,
          DType.FLOAT32,
          DType.FLOAT64,
          DType.COMPLEX64,
          DType.COMPLEX128);

  private Inspection() {}

  /** {@return the version of the standard} */
  public static String version() {
    return "2024.12";
  }

  /** {@return the optional capabilities by name} */
  public static Map<String, Object> capabilities() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("boolean indexing", true);
    all.put("data-dependent shapes", true);
    all.put("max dimensions", (long) Shape.MAX_NDIM);
    return all;
  }

  /** {@return the dtypes that functions use where none is named, by kind} */
  public static Map<String, DType> defaultDtypes() {
    Map<String, DType> all = new LinkedHashMap<>();
    all.put("real floating", DType.FLOAT64);
    all.put("complex floating", DType.COMPLEX128);
    all.put("integral", DType.INT64);
    all.put("indexing", DType.INT64);
    return all;
  }

  /** {@return the dtypes of the standard by name} */
  public static Map<String, DType> dtypes() {
    Map<String, DType> all = new LinkedHashMap<>();
    DTYPES.forEach(d -> all.put(d.name(), d));
    return all;
  }

  /** {@return the devices} */
  public static List<String> devices() {
    return List.of(defaultDevice());
  }

  /** {@return the device of new arrays} */
  public static String defaultDevice() {
    return "cpu";
  }
}
