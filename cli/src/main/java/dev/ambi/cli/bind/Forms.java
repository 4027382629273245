package dev.ambi.cli.bind;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What parameters are asked to be: {@code function.parameter=form}, or {@code parameter=form} for
 * every function that has one of that name. Of parameters without names the number, from 1, is the
 * name. Remembers which of these were ever looked up.
 */
final class Forms {
  private final Map<String, Form> wanted = new LinkedHashMap<>();
  private final Set<String> used = new LinkedHashSet<>();

  /**
   * Reads options.
   *
   * @param words each {@code function.parameter=form}, or several with commas between
   * @throws BindException for what is none
   */
  static Forms of(List<String> words) {
    Forms forms = new Forms();
    for (String word : words) {
      for (String one : word.split(",")) {
        int equals = one.indexOf('=');
        Form form = equals < 0 ? null : Form.of(one.substring(equals + 1).strip());
        if (form == null || one.substring(0, equals).isBlank()) {
          throw new BindException(
              "--as %s: FUNCTION.PARAMETER=FORM is expected, where FORM is one of %s"
                  .formatted(one, Form.all()));
        }
        forms.wanted.put(one.substring(0, equals).strip(), form);
      }
    }
    return forms;
  }

  /**
   * The form that is asked for; null for none.
   *
   * @param isPointer whether the parameter can have a form: others of the same name have none
   */
  Form of(String function, String parameter, int number, boolean isPointer) {
    List<String> keys = new ArrayList<>();
    if (parameter != null) {
      keys.add(function + "." + parameter);
    }
    keys.add(function + "." + number);
    if (parameter != null && isPointer) {
      keys.add(parameter);
    }
    for (String key : keys) {
      Form form = wanted.get(key);
      if (form != null) {
        used.add(key);
        return form;
      }
    }
    return null;
  }

  /** What was asked for of parameters that are not there. */
  List<String> unused() {
    List<String> unused = new ArrayList<>(wanted.keySet());
    unused.removeAll(used);
    return unused;
  }
}
