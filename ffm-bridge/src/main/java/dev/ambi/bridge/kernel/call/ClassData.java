package dev.ambi.bridge.kernel.call;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;

import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.DynamicConstantDesc;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;

/** What a hidden class is given with its bytes: objects that are constants in its code. */
final class ClassData {
  private static final DirectMethodHandleDesc AT =
      ConstantDescs.ofConstantBootstrap(
          MethodHandles.class.describeConstable().orElseThrow(), "classDataAt", CD_Object, CD_int);

  private final List<Object> values = new ArrayList<>();

  /** {@return the object as a constant; the same one for the same object} */
  ConstantDesc constant(Object value, ClassDesc type) {
    int i = 0;
    while (i < values.size() && values.get(i) != value) {
      i++;
    }
    if (i == values.size()) {
      values.add(value);
    }
    return at(i, type);
  }

  /** {@return the object of that number as a constant} */
  static ConstantDesc at(int i, ClassDesc type) {
    return DynamicConstantDesc.ofNamed(AT, "_", type, i);
  }

  /** {@return the objects in the order of their numbers} */
  List<Object> values() {
    return List.copyOf(values);
  }
}
