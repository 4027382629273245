package dev.ambi.cli.bind;

import java.util.List;

/**
 * An enumeration.
 *
 * @param key what types call it
 * @param tag its tag; null where it has none
 * @param constants its constants, in their order
 * @param place where it is defined
 */
record CEnum(String key, String tag, List<Item> constants, Place place) {

  /**
   * A constant.
   *
   * @param value its value; empty where it is the one after the last
   */
  record Item(String name, List<Token> value, Place place) {}
}
