package dev.ambi.cli.bind;

import java.util.List;

/**
 * A kernel interface, as it is written.
 *
 * @param packageName its package; empty for none
 * @param name its simple name
 * @param library the library's name, as {@code Library.find} takes it; null for none
 * @param header what the header is called
 * @param constants its constants
 * @param records structs
 * @param callbacks what function pointers point to
 * @param methods the functions
 * @param leftOut what is not there, and why
 */
record JavaInterface(
    String packageName,
    String name,
    String library,
    String header,
    List<Constants> constants,
    List<Struct> records,
    List<Callback> callbacks,
    List<Method> methods,
    List<Remark> leftOut) {

  /**
   * Constants that belong together.
   *
   * @param title what they are
   */
  record Constants(String title, List<Value> values) {}

  /**
   * A constant.
   *
   * @param type its Java type
   * @param name its name
   * @param literal its value in Java
   * @param remark what the literal does not show; empty for nothing
   */
  record Value(String type, String name, String literal, String remark) {}

  /**
   * A parameter or member.
   *
   * @param annotations with their {@code @}, in order
   */
  record Parameter(List<String> annotations, String type, String name) {}

  /** A struct as a record. */
  record Struct(String name, List<String> doc, List<Parameter> members) {}

  /** A functional interface. */
  record Callback(String name, List<String> doc, String result, List<Parameter> parameters) {}

  /**
   * A function.
   *
   * @param annotations with their {@code @}, in order
   */
  record Method(
      List<String> annotations,
      List<String> doc,
      String result,
      String name,
      List<Parameter> parameters) {}
}
