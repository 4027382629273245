package dev.ambi.cli.source;

import dev.ambi.bridge.abi.ApiSlot;
import dev.ambi.bridge.abi.ApiSlots;
import dev.ambi.bridge.layout.FieldFacts;
import dev.ambi.bridge.layout.LayoutSet;
import dev.ambi.bridge.layout.Layouts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The types of NumPy's functions, macros and fields, from the facts about its headers. */
final class NumpyTypes {
  /** Other names of structs, as headers have them. */
  private static final Map<String, String> ALIASES =
      Map.of(
          "_PyArray_Descr", "PyArray_Descr",
          "tagPyArrayObject", "PyArrayObject",
          "tagPyArrayObject_fields", "PyArrayObject",
          "PyArrayObject_fields", "PyArrayObject",
          "_arr_descr", "PyArray_ArrayDescr",
          "_tagPyUFuncObject", "PyUFuncObject");

  private static final Map<String, CType> RETURNS = returns();
  private static final Map<String, CType> FIELDS = fields();

  private NumpyTypes() {}

  /** What a call of that function or macro gives; null for what is not known. */
  static CType returned(String function) {
    return RETURNS.get(function);
  }

  /** The type of a field; null for what is not known. */
  static CType field(String struct, String field) {
    return FIELDS.get(canonical(struct) + "." + field);
  }

  /** The struct's name as the notes have it. */
  static String canonical(String struct) {
    return ALIASES.getOrDefault(struct, struct);
  }

  private static Map<String, CType> returns() {
    Map<String, CType> returns = new HashMap<>();
    for (ApiSlot slot : ApiSlots.all()) {
      put(returns, slot.name1(), slot.declaration1());
      put(returns, slot.name2(), slot.declaration2());
    }
    // Macros and inline functions, which are in no table.
    CType descr = new CType("PyArray_Descr", 1);
    returns.put("PyArray_DESCR", descr);
    returns.put("PyArray_DTYPE", descr);
    returns.put("PyArray_MultiIter_ITERS", new CType("PyArrayIterObject", 2));
    returns.put("PyDataType_SUBARRAY", new CType("PyArray_ArrayDescr", 1));
    returns.put("PyDataType_GetArrFuncs", new CType("PyArray_ArrFuncs", 1));
    return returns;
  }

  private static void put(Map<String, CType> returns, String name, String declaration) {
    if (name != null && declaration != null) {
      int at = declaration.indexOf(name + "(");
      CType type = at < 0 ? null : CType.of(declaration.substring(0, at));
      if (type != null) {
        returns.put(name, type);
      }
    }
  }

  private static Map<String, CType> fields() {
    Map<String, CType> fields = new HashMap<>();
    // What 1.26 has not, as the context of an array method, from the newest.
    for (String release : List.of("1.26", Layouts.numpyReleases().getLast())) {
      LayoutSet set = Layouts.numpy(release);
      for (String struct : set.names()) {
        for (FieldFacts field : set.struct(struct).fields()) {
          CType type = CType.of(field.cType());
          if (type != null) {
            fields.putIfAbsent(canonical(struct) + "." + field.name(), type);
          }
        }
      }
    }
    return fields;
  }
}
