package dev.ambi.bridge.kernel.call;

import dev.ambi.bridge.kernel.Errno;
import dev.ambi.bridge.kernel.Layout;
import dev.ambi.bridge.nativelib.Failures;
import dev.ambi.bridge.nativelib.NativeStack;
import dev.ambi.core.Casting;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import dev.ambi.core.Order;
import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The native memory of one call, and what is to be done after it: copies are written back,
 * exceptions of callbacks thrown. Frames are used again: {@link #open} takes one that nobody uses.
 * A frame belongs to one thread from {@code open} to {@link #close}.
 */
final class Frame implements SegmentAllocator {
  private static final int BLOCK = 4096;
  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final int SLOTS = 64;

  private static final AtomicReferenceArray<Frame> IDLE = new AtomicReferenceArray<>(SLOTS);

  /** What happens after a call that returned. */
  private interface After {
    void run();
  }

  private final MemorySegment block = Arena.ofAuto().allocate(BLOCK, 64);
  private final List<After> after = new ArrayList<>();
  private long used;
  private Arena more;
  private Throwable thrown;

  private Frame() {}

  static Frame open() {
    Frame idle = IDLE.getAndSet(slot(), null);
    return idle == null ? new Frame() : idle;
  }

  /** Gives the memory back. */
  void close() {
    used = 0;
    thrown = null;
    after.clear();
    if (more != null) {
      more.close();
      more = null;
    }
    IDLE.setRelease(slot(), this);
  }

  private static int slot() {
    return (int) Thread.currentThread().threadId() & (SLOTS - 1);
  }

  @Override
  public MemorySegment allocate(long size, long alignment) {
    long at = (used + alignment - 1) & -alignment;
    if (at + size > BLOCK || alignment > 64) {
      return arena().allocate(size, alignment);
    }
    used = at + size;
    return block.asSlice(at, size).fill((byte) 0);
  }

  /** {@return what lives until the end of the call} */
  Arena arena() {
    if (more == null) {
      more = Arena.ofConfined();
    }
    return more;
  }

  /** What is done after a call that returned; in the order of the parameters. */
  void finish() {
    if (thrown != null) {
      throw Failures.unchecked(thrown);
    }
    for (After a : after) {
      a.run();
    }
  }

  /** Takes what a callback threw, from whatever thread; the first counts. */
  synchronized void failed(Throwable t) {
    if (thrown == null) {
      thrown = t;
    } else if (thrown != t) {
      thrown.addSuppressed(t);
    }
  }

  /** A copy that fits the rule; what the kernel wrote to it is written back. */
  NDArray stage(ArrayCheck check, NDArray a) {
    ArrayRule rule = check.rule();
    DType dtype = rule.dtype() == null ? a.dtype() : rule.dtype();
    NDArray copy =
        NDArray.empty(dtype, rule.layout() == Layout.F ? Order.F : Order.C, a.shape().toArray());
    if (rule.direction().isRead()) {
      require(check, a.dtype(), dtype, Casting.SAFE);
      copy.assign(a, Casting.SAFE);
    } else if (dtype.equals(a.dtype())) {
      // What the kernel leaves as it is, although it should not, is not garbage in the end.
      copy.assign(a);
    }
    if (rule.direction().isWritten()) {
      require(check, dtype, a.dtype(), Casting.SAME_KIND);
      after.add(() -> a.assign(copy, Casting.SAME_KIND));
    }
    return copy;
  }

  private static void require(ArrayCheck check, DType from, DType to, Casting casting) {
    if (!DType.canCast(from, to, casting)) {
      throw check.wrong(
          "would have to be passed as a copy, and %s does not convert to %s (%s)"
              .formatted(from, to, casting.toString().toLowerCase(java.util.Locale.ROOT)));
    }
  }

  /** {@return the text as C has it; NULL for null} */
  MemorySegment text(String text, String where) {
    if (text == null) {
      return MemorySegment.NULL;
    }
    byte[] bytes = Texts.bytes(text, where);
    MemorySegment to = allocate(bytes.length + 1L, 1);
    MemorySegment.copy(bytes, 0, to, ValueLayout.JAVA_BYTE, 0, bytes.length);
    return to;
  }

  /** {@return the elements of a Java array of numbers; NULL for null} */
  MemorySegment numbers(Object array, boolean read, boolean written) {
    if (array == null) {
      return MemorySegment.NULL;
    }
    MemorySegment heap = JavaArrays.segment(array);
    MemorySegment to = allocate(Math.max(heap.byteSize(), 1), 16);
    if (read) {
      to.copyFrom(heap);
    }
    if (written) {
      after.add(() -> MemorySegment.copy(to, 0, heap, 0, heap.byteSize()));
    }
    return to;
  }

  /** {@return an array of pointers; what C writes there comes back as segments of size zero} */
  MemorySegment pointers(MemorySegment[] array, boolean read, boolean written, String where) {
    if (array == null) {
      return MemorySegment.NULL;
    }
    MemorySegment to = allocate(8L * Math.max(array.length, 1), 8);
    for (int i = 0; read && i < array.length; i++) {
      if (array[i] != null) {
        PointerCheck.explain(array[i], false, where + "[" + i + "]");
        to.setAtIndex(ValueLayout.ADDRESS, i, array[i]);
      }
    }
    if (written) {
      after.add(() -> {
        for (int i = 0; i < array.length; i++) {
          array[i] = to.getAtIndex(ValueLayout.ADDRESS, i);
        }
      });
    }
    return to;
  }

  /** {@return an array of texts that ends with NULL, as argv does} */
  MemorySegment texts(String[] array, String where) {
    if (array == null) {
      return MemorySegment.NULL;
    }
    MemorySegment to = allocate(8L * (array.length + 1L), 8);
    for (int i = 0; i < array.length; i++) {
      to.setAtIndex(ValueLayout.ADDRESS, i, text(array[i], where + "[" + i + "]"));
    }
    return to;
  }

  /** {@return a struct for a parameter} */
  MemorySegment struct(StructCodec codec, Object record, String where) {
    MemorySegment to = allocate(codec.layout().byteSize(), codec.layout().byteAlignment());
    codec.write(record, to, 0, where);
    return to;
  }

  /**
   * {@return an array of structs; NULL for null}
   *
   * @param array an array of records
   * @param least how many there have to be
   */
  MemorySegment structs(
      StructCodec codec, Object array, boolean read, boolean written, int least, String where) {
    if (array == null) {
      return MemorySegment.NULL;
    }
    Object[] records = (Object[]) array;
    if (records.length < least) {
      throw new IllegalArgumentException(
          where + " has no elements, and the kernel is given a pointer to a struct: one, at least");
    }
    long step = codec.layout().byteSize();
    MemorySegment to = allocate(step * Math.max(records.length, 1), codec.layout().byteAlignment());
    for (int i = 0; read && i < records.length; i++) {
      codec.write(records[i], to, i * step, where, i);
    }
    if (written) {
      after.add(() -> {
        for (int i = 0; i < records.length; i++) {
          records[i] = codec.read(to, i * step);
        }
      });
    }
    return to;
  }

  /** {@return a function pointer that is good until the end of the call; NULL for null} */
  MemorySegment function(CallbackShape shape, Object function) {
    if (function == null) {
      return MemorySegment.NULL;
    }
    NativeStack.requireRoom();
    return shape.stub(function, this::failed, arena());
  }

  /** {@return the pointer of a callback that was made before; NULL for null} */
  MemorySegment made(dev.ambi.bridge.kernel.Callback<?> callback) {
    if (callback == null) {
      return MemorySegment.NULL;
    }
    NativeStack.requireRoom();
    after.addFirst(callback::rethrow);
    return callback.address();
  }

  /** {@return where errno is captured} */
  MemorySegment errnoState(Errno errno, String where) {
    if (errno == null) {
      throw new NullPointerException(where + " is null");
    }
    MemorySegment state = allocate(STATE.byteSize(), STATE.byteAlignment());
    after.addFirst(() -> errno.capture(state));
    return state;
  }
}
