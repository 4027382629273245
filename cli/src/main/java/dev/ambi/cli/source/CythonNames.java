package dev.ambi.cli.source;

import dev.ambi.cli.source.CythonTokens.Line;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the names of a Cython file stand for: modules and names that it cimports from numpy, names
 * that it declares from NumPy's headers, and the C types of variables, parameters and fields.
 */
final class CythonNames {
  /** What {@code numpy.dtype} is as a type: a descriptor that Cython's own declarations lay out. */
  static final String DTYPE = "numpy.dtype";

  private static final Set<String> BEFORE_TYPE =
      Set.of("inline", "public", "readonly", "api", "const", "volatile", "struct", "packed");

  private record Variable(CType type, int from, int to) {}

  private final Set<String> modules = new HashSet<>();
  private final Map<String, String> imported = new HashMap<>();
  private final Map<String, List<Variable>> variables = new HashMap<>();
  private final Map<String, CType> aliases = new HashMap<>();

  /** Whether it is numpy's module of C declarations. */
  boolean isModule(String name) {
    return modules.contains(name);
  }

  /** Numpy's name of what the file calls so; null where it is not numpy's. */
  String imported(String name) {
    return imported.get(name);
  }

  void addModule(String name) {
    modules.add(name);
  }

  void addImported(String name, String numpyName) {
    imported.put(name, numpyName);
  }

  void addAlias(String name, CType type) {
    aliases.put(name, type);
  }

  void addVariable(String name, CType type, int from, int to) {
    variables.computeIfAbsent(name, _ -> new ArrayList<>()).add(new Variable(type, from, to));
  }

  /** The type of a variable where it is used; null for an unknown one. */
  CType variable(String name, int at) {
    Variable best = null;
    for (Variable v : variables.getOrDefault(name, List.of())) {
      if (v.from <= at && at < v.to && (best == null || v.from >= best.from)) {
        best = v;
      }
    }
    return best == null ? null : best.type;
  }

  /** A type, and the index of the token behind it. */
  record Parsed(CType type, int next) {}

  /**
   * Reads a type: {@code const cnp.PyArray_Descr *}, {@code unsigned int}, {@code
   * cnp.ndarray[double, ndim=1]}.
   *
   * @return the type, null where it is none of numpy's; or null where no type begins
   */
  Parsed type(Line line, int start) {
    int at = start;
    while (BEFORE_TYPE.contains(line.at(at).text())) {
      at++;
    }
    if (!line.at(at).isName()) {
      return null;
    }
    String name = line.at(at).text();
    String numpyName = imported.get(name);
    at++;
    boolean module = modules.contains(name);
    while (line.at(at).is(".") && line.at(at + 1).isName()) {
      name = line.at(at + 1).text();
      numpyName = module ? name : null;
      at += 2;
    }
    // More words of a C type: unsigned long long.
    while (Set.of("unsigned", "signed", "long", "short").contains(name)
        && Set.of("int", "long", "short", "char", "double").contains(line.at(at).text())) {
      at++;
    }
    if (line.at(at).is("[")) {
      at = line.behind(at);
    }
    int pointers = 0;
    while (line.at(at).is("*")) {
      pointers++;
      at++;
    }
    CType alias = aliases.get(name);
    CType type =
        alias != null
            ? alias.plus(pointers)
            : numpyName == null ? null : new CType(numpyType(numpyName), pointers);
    return new Parsed(type, at);
  }

  private static String numpyType(String name) {
    return name.equals("dtype") ? DTYPE : NumpyTypes.canonical(name);
  }
}
