package dev.ambi.compat.audit;

import dev.ambi.compat.audit.x86.Instruction;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of general registers and of their parts, and their numbers. */
final class GeneralRegisters {
  private static final List<String> LEGACY =
      List.of("ax", "cx", "dx", "bx", "sp", "bp", "si", "di");
  private static final Pattern NEW = Pattern.compile("r(8|9|1[0-5])[bwd]?");

  private GeneralRegisters() {}

  /** The number of a register, {@link Instruction#NONE} if it is no general one. */
  static int number(String name) {
    if (name.equals("rip") || name.equals("eip")) {
      return Instruction.RIP;
    }
    Matcher matcher = NEW.matcher(name);
    if (matcher.matches()) {
      return Integer.parseInt(matcher.group(1));
    }
    for (int i = 0; i < LEGACY.size(); i++) {
      String two = LEGACY.get(i);
      boolean isPart =
          name.equals(two)
              || name.equals("r" + two)
              || name.equals("e" + two)
              || name.equals(two + "l")
              || i < 4 && (name.equals(two.charAt(0) + "l") || name.equals(two.charAt(0) + "h"));
      if (isPart) {
        return i;
      }
    }
    return Instruction.NONE;
  }
}
