package dev.ambi.bridge.kernel.call;

import dev.ambi.bridge.kernel.KernelLinkException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Looks that what lengths name is there. */
final class LengthNames {
  private final List<Parameter> all;
  private final String where;
  private final Set<String> lengths = new HashSet<>();
  private final Set<String> others = new HashSet<>();

  private LengthNames(List<Parameter> all, String where, boolean callback) {
    this.all = all;
    this.where = where;
    for (Parameter p : all) {
      if (p instanceof Parameter.Scalar s && s.isInteger()) {
        lengths.add(p.name());
      } else {
        others.add(p.name());
      }
      if (!callback && p instanceof Parameter.Strided a && a.rule().shape() != null) {
        a.rule().shape().stream()
            .filter(Term.Name.class::isInstance)
            .forEach(t -> lengths.add(((Term.Name) t).name()));
      }
    }
  }

  /**
   * Every name in a term is an integer parameter, or (not for callbacks) a length of its own; every
   * element is one of an array that C reads.
   *
   * @param where what messages begin with
   */
  static void check(List<Parameter> all, String where, boolean callback) {
    LengthNames names = new LengthNames(all, where, callback);
    for (Parameter p : all) {
      for (Term term : terms(p)) {
        term.names().forEach(name -> names.checkName(p, name));
        term.elements().forEach(element -> names.checkElement(p, element));
      }
    }
  }

  private void checkName(Parameter p, String name) {
    if (!lengths.contains(name) && array(name) != null) {
      throw wrong(p, "'%s' is an array: %s[0] is the length in it".formatted(name, name));
    }
    if (others.contains(name) || !lengths.contains(name)) {
      throw wrong(
          p,
          "'%s' is neither an integer parameter nor the length of an axis%s"
              .formatted(
                  name,
                  all.stream().anyMatch(q -> q.name().startsWith(SignatureReader.UNNAMED))
                      ? "; compile with -parameters, or name the parameters with @Name"
                      : ""));
    }
  }

  private void checkElement(Parameter p, Term.Element element) {
    Parameter.JavaArray array = array(element.array());
    if (array == null) {
      throw wrong(
          p,
          "there is no parameter '%s' that is an array of whole numbers, as %s needs"
              .formatted(element.array(), element.text()));
    }
    if (!array.direction().isRead()) {
      throw wrong(
          p,
          "%s is what '%s' has before the call, and @Out says that C does not read it: @InOut"
              .formatted(element.text(), array.name()));
    }
  }

  /** The parameter that is an array of whole numbers; null where there is none. */
  private Parameter.JavaArray array(String name) {
    for (Parameter p : all) {
      if (p instanceof Parameter.JavaArray a
          && a.name().equals(name)
          && JavaArrays.isIntegers(a.type())) {
        return a;
      }
    }
    return null;
  }

  private KernelLinkException wrong(Parameter p, String what) {
    return new KernelLinkException(where + ", " + p.name() + ": " + what);
  }

  private static List<Term> terms(Parameter p) {
    List<Term> terms = new ArrayList<>();
    switch (p) {
      case Parameter.Strided a -> {
        if (a.rule().shape() != null) {
          terms.addAll(a.rule().shape());
        }
        if (a.rule().size() != null) {
          terms.add(a.rule().size());
        }
      }
      case Parameter.JavaArray a when a.length() != null -> terms.add(a.length());
      case Parameter.Structs s when s.length() != null -> terms.add(s.length());
      default -> {}
    }
    return terms;
  }
}
