package dev.ambi.bridge.layout;

import java.util.List;

/**
 * The layouts of every release that is known.
 *
 * {@snippet :
 * StructFacts descr = Layouts.numpy("1.26").struct("PyArray_Descr");
 * descr.byteOffset("elsize");                          // 32
 * descr.field("elsize").cType();                       // "int"
 * MemorySegment s = address.reinterpret(descr.byteSize());
 * int elsize = (int) descr.varHandle("elsize").get(s);
 * Layouts.numpy("2.4").struct("PyArray_Descr").byteOffset("elsize"); // 40
 * }
 *
 * <p>Nothing is read before the first lookup, and a struct's fields not before that struct is asked
 * for.
 */
public final class Layouts {
  private Layouts() {}

  /** CPython's structs; in a class of its own, as the other, to be read when first asked for. */
  private static final class CPython {
    static final LayoutReleases RELEASES = LayoutReleases.read("CPython", "cpython.layouts", null);
  }

  private static final class Numpy {
    static final LayoutReleases RELEASES =
        LayoutReleases.read("NumPy", "numpy.layouts", CPython.RELEASES.of("3.11"));
  }

  /**
   * The structs of NumPy's headers in {@code release}, with CPython 3.11's where they hold such.
   *
   * @param release as {@code "1.26"}; a patch level ({@code "1.26.4"}) does not matter
   * @return the structs, the same object each time
   * @throws IllegalArgumentException for a release that is not known; lists those that are
   */
  public static LayoutSet numpy(String release) {
    return Numpy.RELEASES.of(release);
  }

  /** {@return the releases that {@link #numpy} knows, oldest first} */
  public static List<String> numpyReleases() {
    return Numpy.RELEASES.names();
  }

  /**
   * The structs of CPython's headers in {@code release}.
   *
   * @param release as {@code "3.11"}; a patch level ({@code "3.11.7"}) does not matter
   * @return the structs, the same object each time
   * @throws IllegalArgumentException for a release that is not known; lists those that are
   */
  public static LayoutSet cpython(String release) {
    return CPython.RELEASES.of(release);
  }

  /** {@return the releases that {@link #cpython} knows, oldest first} */
  public static List<String> cpythonReleases() {
    return CPython.RELEASES.names();
  }
}
