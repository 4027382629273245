package dev.ambi.bridge.view;

import dev.ambi.bridge.abi.NumpyAbi;
import dev.ambi.bridge.layout.NumPy2.PyArrayObject_fields;
import dev.ambi.bridge.nativelib.Downcalls;
import dev.ambi.bridge.nativelib.LibAmbi;
import dev.ambi.bridge.nativelib.Memory;
import dev.ambi.bridge.nativelib.Upcalls;
import dev.ambi.bridge.numpy.Arrays;
import dev.ambi.bridge.object.RetainedViews;
import dev.ambi.core.NDArray;
import dev.ambi.core.spi.ForeignView;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Cleaner;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The native structs that show Java's arrays to C: one for each array and ABI, made on first use
 * and kept while the array is reachable. See array_view.h for their life. Thread-safe.
 */
public final class ArrayViews {
  private static final Cleaner CLEANER = Cleaner.create();
  private static final AtomicLong NEXT = new AtomicLong(1);
  private static final long NEW_VIEW = LibAmbi.address("ambi_array_view_new");
  private static final long FREE_VIEW = LibAmbi.address("ambi_array_view_free");
  private static final long RETAIN_VIEW = LibAmbi.address("ambi_array_view_retain");

  /** Every view, by its number: where an address from C is a view, this leads back to the array. */
  private static final Map<Long, WeakReference<NDArray>> BY_HANDLE = new ConcurrentHashMap<>();

  private static final int VIEW_BIT = 1;
  private static final int HANDLE_SHIFT = 2;

  /** What an NDArray carries: a native struct for each ABI, 0 where there is none yet. */
  private static final class Views implements Runnable {
    final long[] byTag = new long[4];
    final long[] handles = new long[4];

    /** The array as a struct of Ambi's own; see {@link PlainView}. */
    volatile PlainView plain;

    /** What the structs point to where the array's own memory would not do; keeps it alive. */
    NDArray standIn;

    /** The NDArray is unreachable, so no view is retained: all are idle. */
    @Override
    public synchronized void run() {
      for (int tag = 0; tag < byTag.length; tag++) {
        if (byTag[tag] != 0) {
          BY_HANDLE.remove(handles[tag]);
          Downcalls.call(FREE_VIEW, byTag[tag]);
          byTag[tag] = 0;
        }
      }
    }
  }

  private ArrayViews() {}

  /**
   * Address of the struct that shows {@code array} to binaries of {@code abi}.
   *
   * @throws IllegalArgumentException when the ABI cannot show it: too many dimensions, a dtype it
   *     has not, memory on the Java heap
   * @throws IllegalStateException when the array's memory was freed
   */
  public static long of(NDArray array, NumpyAbi abi) {
    array.checkAlive();
    if (ForeignView.get(array) instanceof Views views) {
      long view = views.byTag[abi.tag()];
      if (view != 0) {
        return view;
      }
    }
    return make(array, abi);
  }

  /**
   * The struct that shows {@code array} to binaries of {@code abi}. While it is passed to C, the
   * array's memory cannot be freed; the caller keeps the array reachable.
   *
   * @throws IllegalArgumentException when the ABI cannot show it, as {@link #of}
   * @throws IllegalStateException when the array's memory was freed
   */
  public static MemorySegment segment(NDArray array, NumpyAbi abi) {
    return new Lifetime(array.memory().scope()).segment(of(array, abi), 0);
  }

  private static Views views(NDArray array) {
    if (ForeignView.get(array) instanceof Views known) {
      return known;
    }
    Views views = new Views();
    Views known = (Views) ForeignView.setIfAbsent(array, views);
    if (known == views) {
      CLEANER.register(array, views);
    }
    return known;
  }

  /**
   * {@return the array as a struct of Ambi's own, made once}
   *
   * @param array an array in native memory; the struct is good while it is reachable
   * @throws IllegalArgumentException when its byte order is not the machine's, or it is on the heap
   */
  public static PlainView plain(NDArray array) {
    if (ForeignView.get(array) instanceof Views views) {
      PlainView plain = views.plain;
      if (plain != null) {
        return plain;
      }
    }
    // Two threads may make one each: either is right, and garbage when nobody uses it.
    PlainView made = PlainView.of(array);
    views(array).plain = made;
    return made;
  }

  private static long make(NDArray array, NumpyAbi abi) {
    if (!array.memory().isNative()) {
      throw new IllegalArgumentException(
          "an array on the Java heap cannot be shown to C; pass array.copy(), which is in native"
              + " memory");
    }
    if (array.ndim() > abi.maxDims()) {
      throw new IllegalArgumentException(
          "an array of %d dimensions cannot be shown to a binary built for %s, which allows %d"
              .formatted(array.ndim(), abi.displayName(), abi.maxDims()));
    }
    Views known = views(array);
    // The codec wants the lock, and the lock comes first everywhere: see Upcalls.
    long descr = Upcalls.underLock(null, () -> abi.descrs().descrFor(array.dtype()));
    synchronized (known) {
      int tag = abi.tag();
      if (known.byTag[tag] == 0) {
        if (known.standIn == null && hasReadOnlyPages(array)) {
          known.standIn = array.copy();
        }
        // A stand-in is never the array itself: the cleaner holds these views strongly.
        NDArray shown = known.standIn == null ? array : known.standIn;
        long handle = NEXT.getAndIncrement();
        known.byTag[tag] = newStruct(shown, array.isWritable(), abi, descr, handle);
        known.handles[tag] = handle;
        BY_HANDLE.put(handle, new WeakReference<>(array));
      }
      return known.byTag[tag];
    }
  }

  /**
   * Whether the array's pages cannot be written; then C is shown a copy. Extensions exist that
   * write into their argument whatever its flags say (bottleneck.replace), and on a read-only
   * mapping that would end the process.
   */
  private static boolean hasReadOnlyPages(NDArray array) {
    return array.memory().isMapped() && array.memory().isReadOnly();
  }

  private static long newStruct(
      NDArray array, boolean writable, NumpyAbi abi, long descr, long handle) {
    int nd = array.ndim();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment shape = arena.allocate(ValueLayout.JAVA_LONG, Math.max(1, 2L * nd));
      for (int i = 0; i < nd; i++) {
        shape.setAtIndex(ValueLayout.JAVA_LONG, i, array.shape(i));
        shape.setAtIndex(ValueLayout.JAVA_LONG, nd + i, array.strides(i));
      }
      long view =
          Downcalls.call(
              NEW_VIEW,
              abi.arrayType(),
              array.address(),
              nd,
              shape.address(),
              descr,
              flags(array, writable),
              handle,
              0);
      if (view == 0) {
        throw new OutOfMemoryError("no native memory for an array object");
      }
      return view;
    }
  }

  /** NPY_ARRAY_*, which are the flags of an {@code ambi_array} too. */
  static int flags(NDArray array, boolean writable) {
    return (array.isCContiguous() ? Arrays.C_CONTIGUOUS : 0)
        | (array.isFContiguous() ? Arrays.F_CONTIGUOUS : 0)
        | (array.isAligned() ? Arrays.ALIGNED : 0)
        | (writable ? Arrays.WRITEABLE : 0);
  }

  /** The Java array that the struct shows, or null where it is no view. */
  public static NDArray arrayOf(long struct) {
    long info = Memory.getLong(struct + PyArrayObject_fields._BUFFER_INFO);
    if ((info & VIEW_BIT) == 0) {
      return null;
    }
    WeakReference<NDArray> array = BY_HANDLE.get(info >> HANDLE_SHIFT);
    return array == null ? null : array.get();
  }

  /** Keeps {@code array} while C refers to its view. The lock is held. */
  public static void retain(NDArray array, NumpyAbi abi) {
    long view = of(array, abi);
    if (Downcalls.call(RETAIN_VIEW, view) != 0) {
      RetainedViews.Holder.hold(
          Memory.getLong(view + PyArrayObject_fields._BUFFER_INFO) >> HANDLE_SHIFT, array);
    }
  }
}
