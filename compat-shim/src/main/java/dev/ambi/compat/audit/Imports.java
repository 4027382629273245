package dev.ambi.compat.audit;

import dev.ambi.bridge.load.ElfImage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The functions of others that a binary calls, and which of them matter here. */
final class Imports {
  /** A stub has a landing mark, and a jump. */
  private static final int STUB = 3;

  private static final Set<String> ENDING =
      Set.of(
          "abort",
          "exit",
          "_exit",
          "__assert_fail",
          "__stack_chk_fail",
          "__cxa_throw",
          "__cxa_rethrow",
          "__cxa_bad_cast",
          "__cxa_bad_typeid",
          "__cxa_throw_bad_array_new_length",
          "__cxa_call_unexpected",
          "_Unwind_Resume",
          "_ZSt9terminatev",
          "longjmp",
          "siglongjmp",
          "Py_FatalError",
          "_Py_FatalErrorFunc",
          "_gfortran_runtime_error",
          "_gfortran_runtime_error_at",
          "_gfortran_os_error",
          "_gfortran_os_error_at",
          "_gfortran_stop_string");

  private final ElfImage image;
  private final Disassembler code;
  private final List<String> names = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<Long, String> stubs = new HashMap<>();

  Imports(ElfImage image, Disassembler code) {
    this.image = image;
    this.code = code;
  }

  /** Whether a function does not come back. */
  static boolean ends(String name) {
    return ENDING.contains(name) || name.startsWith("_ZSt") && name.contains("__throw_");
  }

  /** PyPy has Python's functions under names of its own: PyPyErr_Format, _PyPy_Dealloc. */
  private static String canonical(String name) {
    return name.startsWith("PyPy") || name.startsWith("_PyPy")
        ? name.replaceFirst("PyPy", "Py")
        : name;
  }

  /** The value of a pointer to a function of others. */
  long value(String name) {
    int number =
        numbers.computeIfAbsent(
            canonical(name),
            n -> {
              names.add(n);
              return names.size() - 1;
            });
    return Values.of(Values.IMPORT, number);
  }

  String name(long value) {
    return names.get((int) Values.payload(value));
  }

  /** The function that a stub of the procedure linkage table jumps to; empty if it is none. */
  String behind(long address) {
    return stubs.computeIfAbsent(address, this::find);
  }

  private String find(long address) {
    long at = address;
    for (int i = 0; i < STUB; i++) {
      Instruction insn = code.at(at);
      if (insn == null) {
        return "";
      }
      if (insn.kind() == Kind.JUMP) {
        return insn.memory() != null && insn.memory().isRipRelative()
            ? image.importAt(insn.ripTarget()).map(Imports::canonical).orElse("")
            : "";
      }
      if (insn.kind() != Kind.NOTHING) {
        return "";
      }
      at = insn.next();
    }
    return "";
  }
}
