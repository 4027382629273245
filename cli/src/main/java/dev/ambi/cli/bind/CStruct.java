package dev.ambi.cli.bind;

import java.util.List;

/**
 * A struct or union.
 *
 * @param key what types call it
 * @param tag its tag; null where it has none
 * @param isUnion whether it is a union
 * @param members its members
 * @param trouble why its members do not lie as C lays them out by itself; null where they do
 * @param place where it is defined
 */
record CStruct(
    String key, String tag, boolean isUnion, List<Member> members, String trouble, Place place) {

  /**
   * A member.
   *
   * @param name its name; null for an anonymous struct and for padding
   * @param isBitField whether its width is in bits
   */
  record Member(String name, CType type, boolean isBitField, Place place) {}

  String words() {
    return (isUnion ? "union " : "struct ") + (tag == null ? "without a name" : tag);
  }
}
