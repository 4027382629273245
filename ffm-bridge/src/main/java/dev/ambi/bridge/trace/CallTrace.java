package dev.ambi.bridge.trace;

import java.util.List;
import java.util.Map;

/**
 * What a host records of its extensions' use of NumPy's API, from when it was opened, or from the
 * last {@link #clear}. Each method tells what is recorded by now; once the host is closed, what was
 * recorded by then.
 *
 * <p>Recorded are calls through the tables {@code _ARRAY_API} and {@code _UFUNC_API}, on any
 * thread. What the macros of NumPy's headers do without a call (reading a field of a struct) is
 * not. Structs are seen where the interpreter lock was held: as arguments of a call from Java,
 * arguments and results of API functions. Those that an extension finds in other ways (an element
 * of a tuple, {@code NpyIter_GetDescrArray}) are not.
 *
 * <p>Two functions were renamed in 2.0 and kept their slots and what they do ({@code
 * PyArray_CastTo}, {@code PyArray_CastAnyTo}). The table does not tell which name the source has:
 * they have their old names as soon as the host has loaded a binary that was built with headers of
 * 1.x, else the new ones.
 *
 * <p>The memory is limited: {@link #limit} calls with their arguments, and a thousand structs of
 * each kind. What came after that is counted ({@link #callsLeftOut}, {@link #structsLeftOut});
 * {@link #counts} knows of all calls. Thread-safe.
 */
public interface CallTrace {
  /** {@return for how many calls the arguments are recorded} */
  int limit();

  /** {@return the calls, the first {@link #limit} of them, in the order in which they began} */
  List<TracedCall> calls();

  /** {@return how often each function was called; those that never were are not in it} */
  Map<ApiFunction, Long> counts();

  /** {@return the descriptors and arrays that crossed} */
  List<TracedStruct> structs();

  /** {@return how many calls came when the limit had been reached} */
  long callsLeftOut();

  /** {@return how many structs came when there was no more room for them} */
  long structsLeftOut();

  /**
   * Forgets what was recorded.
   *
   * @throws IllegalStateException when the host is closed
   */
  void clear();
}
