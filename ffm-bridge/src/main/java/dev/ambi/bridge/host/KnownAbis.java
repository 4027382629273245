package dev.ambi.bridge.host;

import dev.ambi.bridge.abi.NumpyAbi;
import dev.ambi.bridge.numpy.Numpy2Abi;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/** The NumPy ABIs that can be offered: the bridge's own, and those that other modules provide. */
public final class KnownAbis {
  private static final List<NumpyAbi> ALL = find();

  private KnownAbis() {}

  /** The current ABI first. */
  public static List<NumpyAbi> all() {
    return ALL;
  }

  /**
   * The ABI of that tag.
   *
   * @throws IllegalStateException where no module provides it
   */
  public static NumpyAbi of(int tag) {
    return ALL.stream()
        .filter(a -> a.tag() == tag)
        .findFirst()
        .orElseThrow(() ->
            new IllegalStateException("no implementation of NumPy ABI " + tag + " is installed"));
  }

  private static List<NumpyAbi> find() {
    List<NumpyAbi> all = new ArrayList<>();
    all.add(Numpy2Abi.INSTANCE);
    ServiceLoader.load(NumpyAbi.class, KnownAbis.class.getClassLoader()).forEach(all::add);
    return List.copyOf(all);
  }
}
