package dev.ambi.cli.bind;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a header declares, and what it includes. Filled by {@link DeclarationReader}. */
final class CHeader {
  private final Map<String, CFunction> functions = new LinkedHashMap<>();
  private final Map<String, CStruct> structs = new LinkedHashMap<>();
  private final Map<String, CEnum> enums = new LinkedHashMap<>();
  private final Map<String, CType> aliases = new LinkedHashMap<>();
  private final Map<String, Place> aliasPlaces = new LinkedHashMap<>();
  private final List<Remark> remarks = new ArrayList<>();
  private int anonymous;

  /** A key for what has no tag. */
  String newKey() {
    return "#" + ++anonymous;
  }

  void add(CFunction function) {
    // A later declaration may name what an earlier one left without names.
    functions.merge(function.name(), function, (a, b) -> named(a) >= named(b) ? a : b);
  }

  private static long named(CFunction f) {
    return f.type().parameters().stream().filter(p -> p.name() != null).count();
  }

  void add(CStruct struct) {
    structs.put(struct.key(), struct);
  }

  void add(CEnum enumeration) {
    enums.put(enumeration.key(), enumeration);
  }

  void addAlias(String name, CType type, Place place) {
    // An alias of itself, struct x x, or one that is declared again, says nothing new.
    if (!(type instanceof CType.Alias a && a.name().equals(name)) || !aliases.containsKey(name)) {
      aliases.put(name, type);
      aliasPlaces.put(name, place);
    }
  }

  void remark(Remark remark) {
    remarks.add(remark);
  }

  List<CFunction> functions() {
    return List.copyOf(functions.values());
  }

  List<CStruct> structs() {
    return List.copyOf(structs.values());
  }

  List<CEnum> enums() {
    return List.copyOf(enums.values());
  }

  /** The struct or union of a key; null where it is only named. */
  CStruct struct(String key) {
    return structs.get(key);
  }

  /** The type that a name stands for; null where nobody says. */
  CType alias(String name) {
    return aliases.get(name);
  }

  Map<String, CType> aliases() {
    return aliases;
  }

  Place aliasPlace(String name) {
    return aliasPlaces.get(name);
  }

  List<Remark> remarks() {
    return remarks;
  }
}
