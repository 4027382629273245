package dev.ambi.cli.bind;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which parameters of a function may be lengths of others. */
final class LengthNames {
  /** Unsigned short is a char, which is no length. */
  private static final Set<String> WHOLE = Set.of("int", "long", "short", "byte");

  private final CTypes types;

  LengthNames(CTypes types) {
    this.types = types;
  }

  /**
   * The parameters that lengths may name, by their names in C.
   *
   * @param names their names in Java
   * @param forms what they are asked to be; where nothing is asked of a pointer, and {@code double
   *     x[*n]} says that it is one to a length, its form is put here
   */
  Map<String, LengthName> of(List<CParameter> parameters, List<String> names, List<Form> forms) {
    Map<String, LengthName> lengths = new HashMap<>();
    for (int i = 0; i < parameters.size(); i++) {
      CParameter p = parameters.get(i);
      CType target = target(p.type());
      CNumber number = types.number(target == null ? p.type() : target);
      Form form = forms.get(i);
      boolean read = form == null || form == Form.IN || form == Form.INOUT;
      if (p.name() != null
          && number != null
          && WHOLE.contains(String.valueOf(number.java()))
          && (target == null || read)) {
        lengths.put(
            p.name(), new LengthName(names.get(i), number.isUnsignedUnlikeJava(), target != null));
      }
    }
    List<String> used = new ArrayList<>();
    for (CParameter p : parameters) {
      CType type = p.type();
      while (type instanceof CType.Sequence s) {
        List<String> one = new ArrayList<>();
        if (LengthTerm.of(s.bound(), lengths, one) != null) {
          used.addAll(one);
        }
        type = types.stripped(s.element());
      }
    }
    for (int i = 0; i < parameters.size(); i++) {
      CType target = target(parameters.get(i).type());
      if (target != null && forms.get(i) == null && used.contains(names.get(i))) {
        forms.set(i, types.isConst(target) ? Form.IN : Form.INOUT);
      }
    }
    return lengths;
  }

  /** What a pointer points to; null where the parameter is none. */
  private CType target(CType type) {
    return types.stripped(type) instanceof CType.Pointer p ? p.target() : null;
  }
}
