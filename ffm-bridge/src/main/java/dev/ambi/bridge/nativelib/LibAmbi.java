package dev.ambi.bridge.nativelib;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * libambi, loaded and started: once for the process, on first use. Its symbols are visible to every
 * library that is loaded later (RTLD_GLOBAL), which is how extensions find CPython's API.
 */
public final class LibAmbi {
  /** How many arrays of closeable arenas one call can keep alive. */
  public static final int KEPT = 4;

  /** Linking takes most of the start; the upcall is linked while the downcalls are. */
  private static final UpcallStub UPCALL = UpcallStub.startLinking();

  private static final long LIBRARY = DynamicLibrary.openGlobal(NativeLibraryFile.libambi());

  static {
    if ((int) Downcalls.call(address("ambi_init"), UPCALL.address()) != 0) {
      throw new IllegalStateException("libambi did not start; the reason is on standard error");
    }
  }

  /** Linked on first use. */
  private static final class KeepingOne {
    static final MethodHandle CALL = link("ambi_call", 6, 1);
  }

  /** Linked on first use. */
  private static final class KeepingMore {
    static final MethodHandle CALL = link("ambi_call", 6, KEPT);
    static final MethodHandle RUN = link("ambi_run", 2, KEPT);
  }

  private static final long RUN = address("ambi_run");
  private static final long RELEASE = address("ambi_release");
  private static final long LIVE_OBJECTS = address("ambi_live_objects");

  private LibAmbi() {}

  /**
   * A function with segments after its own parameters. C ignores them; the linker keeps the arenas
   * of all segments that are passed open until the call returns, so that no thread can free an
   * array that C works on.
   */
  private static MethodHandle link(String function, int words, int kept) {
    List<MemoryLayout> parameters = new ArrayList<>(Collections.nCopies(words, JAVA_LONG));
    parameters.addAll(Collections.nCopies(kept, ADDRESS));
    return Linker.nativeLinker()
        .downcallHandle(
            MemorySegment.ofAddress(address(function)),
            FunctionDescriptor.ofVoid(parameters.toArray(MemoryLayout[]::new)));
  }

  /** Loads and starts the library if that has not been done. */
  public static void ensureStarted() {}

  /** The address of one of libambi's symbols. */
  public static long address(String symbol) {
    long address = DynamicLibrary.symbol(LIBRARY, symbol);
    if (address == 0) {
      throw new UnsatisfiedLinkError("libambi has no symbol " + symbol);
    }
    return address;
  }

  /** Whether libambi exports the symbol. */
  public static boolean has(String symbol) {
    return DynamicLibrary.symbol(LIBRARY, symbol) != 0;
  }

  /**
   * {@code ambi_call} (entry.h): takes the lock, calls, unpacks the result.
   *
   * @param context a {@link CallContext#id}
   * @param callable address of the callable
   * @param arguments address of the {@code ambi_arg}s
   * @param count how many of them are positional
   * @param keywords address of a tuple of names for the rest, or 0
   * @param result address of the {@code ambi_result}
   * @param kept memory that stays alive during the call
   */
  public static void call(
      long context,
      long callable,
      long arguments,
      long count,
      long keywords,
      long result,
      MemorySegment kept) {
    try {
      KeepingOne.CALL.invokeExact(context, callable, arguments, count, keywords, result, kept);
    } catch (Throwable t) {
      throw Failures.unchecked(t);
    }
  }

  /** As the other; {@code kept} has {@link #KEPT} entries, MemorySegment.NULL for none. */
  public static void call(
      long context,
      long callable,
      long arguments,
      long count,
      long keywords,
      long result,
      MemorySegment[] kept) {
    try {
      KeepingMore.CALL.invokeExact(
          context, callable, arguments, count, keywords, result, kept[0], kept[1], kept[2],
          kept[3]);
    } catch (Throwable t) {
      throw Failures.unchecked(t);
    }
  }

  /**
   * Runs {@code body} under the lock with the segments' arenas held open; for calls with more
   * arrays than {@link #KEPT}.
   *
   * @param kept {@link #KEPT} segments
   */
  public static void keeping(MemorySegment[] kept, Runnable body) {
    Upcalls.runKeeping(
        body,
        token -> {
          try {
            KeepingMore.RUN.invokeExact(0L, token, kept[0], kept[1], kept[2], kept[3]);
          } catch (Throwable t) {
            throw Failures.unchecked(t);
          }
        });
  }

  static void run(long context, long token) {
    Downcalls.call(RUN, context, token);
  }

  /** Drops a reference to the object; from any thread, takes the lock. */
  public static void release(long object) {
    Downcalls.call(RELEASE, object);
  }

  /** How many Python objects are alive: made and not yet freed, static ones not counted. */
  public static long liveObjects() {
    return Downcalls.call(LIVE_OBJECTS);
  }
}
