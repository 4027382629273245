package dev.ambi.bridge.trace;

import dev.ambi.bridge.abi.ApiSlot;
import dev.ambi.bridge.abi.ApiSlots;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands in a slot of one ABI's table, by its declaration in that ABI's headers.
 *
 * @param abi 1 for NumPy 1.x, 2 for NumPy 2.x
 * @param slot the facts about the slot
 * @param name as C has it; {@code "multiarray[82]"} for a slot that is empty in this ABI
 * @param declaration in C; null for an empty slot, and for what is newer than the facts
 * @param result what it returns
 * @param parameters without the variable ones
 * @param variadic whether more arguments may follow
 * @param data whether it is no function, but an object
 */
public record ApiFunction(
    int abi,
    ApiSlot slot,
    String name,
    String declaration,
    CParameter result,
    List<CParameter> parameters,
    boolean variadic,
    boolean data) {
  private static final Pattern PROTOTYPE = Pattern.compile("(.*?)(\\w+)\\s*\\((.*)\\)");

  /** All slots of one ABI. */
  private static final class Loaded {
    static final List<List<ApiFunction>> ALL = List.of(load(1), load(2));

    private static List<ApiFunction> load(int abi) {
      return ApiSlots.all().stream().map(s -> make(abi, s, abi)).toList();
    }
  }

  /**
   * The slots of both tables.
   *
   * @param abi 1 or 2
   * @return all of them, empty ones too, in the order of the facts
   */
  public static List<ApiFunction> all(int abi) {
    return Loaded.ALL.get(abi - 1);
  }

  /**
   * The function as a binary that was built with headers of 2.x calls it: the slot that 2.0 gave
   * another name, and that does the same in both, by that name.
   *
   * @return this, where the slot was not renamed
   */
  public ApiFunction byNameIn2() {
    return slot.change() == ApiSlot.Change.RENAMED ? make(abi, slot, 2) : this;
  }

  /** {@return whether this ABI has nothing in the slot} */
  public boolean empty() {
    return (abi == 1 ? slot.name1() : slot.name2()) == null;
  }

  private static ApiFunction make(int abi, ApiSlot slot, int headers) {
    String name = headers == 1 ? slot.name1() : slot.name2();
    String declaration = headers == 1 ? slot.declaration1() : slot.declaration2();
    CParameter word = new CParameter("", CParameter.Kind.INT64);
    if (name == null || declaration == null) {
      String known = name == null ? slot.table() + "[" + slot.index() + "]" : name;
      return new ApiFunction(abi, slot, known, null, word, List.of(), false, false);
    }
    Matcher m = PROTOTYPE.matcher(declaration);
    if (declaration.contains("_API[") || !m.matches()) {
      return new ApiFunction(abi, slot, name, declaration, word, List.of(), false, true);
    }
    List<CParameter> parameters = new ArrayList<>();
    boolean variadic = false;
    for (String part : m.group(3).split(",")) {
      String type = part.strip();
      if (type.equals("...")) {
        variadic = true;
      } else if (!type.isEmpty() && !type.equals("void")) {
        parameters.add(CParameter.of(type));
      }
    }
    return new ApiFunction(
        abi,
        slot,
        name,
        declaration,
        CParameter.of(m.group(1)),
        List.copyOf(parameters),
        variadic,
        false);
  }

  /** The name. */
  @Override
  public String toString() {
    return name;
  }
}
