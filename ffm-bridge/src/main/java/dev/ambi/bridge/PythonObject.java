package dev.ambi.bridge;

import dev.ambi.bridge.host.PythonExceptions;
import dev.ambi.bridge.nativelib.CallContext;
import dev.ambi.bridge.nativelib.LibAmbi;
import dev.ambi.bridge.nativelib.Upcalls;
import dev.ambi.bridge.object.Py;
import dev.ambi.bridge.object.PythonError;
import java.lang.ref.Cleaner;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A reference to a Python object that has no Java form. It can be given to further calls.
 * Thread-safe. The reference is dropped by {@link #close}, or when the garbage collector finds this
 * unreachable.
 */
public final class PythonObject implements AutoCloseable {
  private static final Cleaner CLEANER = Cleaner.create();

  private final AtomicLong address;
  private final Cleaner.Cleanable cleanable;
  private final String typeName;
  private final CallContext context;

  /** Takes over a new reference; called with the lock held. */
  PythonObject(long reference, CallContext context) {
    this.context = context;
    AtomicLong cell = new AtomicLong(reference);
    address = cell;
    typeName = Py.typeName(Py.type(reference));
    cleanable =
        CLEANER.register(
            this,
            () -> {
              long taken = cell.getAndSet(0);
              if (taken != 0) {
                LibAmbi.release(taken);
              }
            });
  }

  /** The name of its type, with the module where that is known. */
  public String typeName() {
    return typeName;
  }

  /** A new reference; the lock is held. */
  long newReference() {
    long object = address.get();
    if (object == 0) {
      throw new IllegalStateException("this " + typeName + " was closed");
    }
    return Py.incref(object);
  }

  /**
   * Drops the reference. Further use throws {@link IllegalStateException}; closing again does
   * nothing.
   */
  @Override
  public void close() {
    cleanable.clean();
  }

  /** {@code repr(object)}. */
  @Override
  public String toString() {
    return Upcalls.underLock(
        context,
        () -> {
          if (address.get() == 0) {
            return "<closed " + typeName + ">";
          }
          try {
            return Py.repr(address.get());
          } catch (PythonError e) {
            throw PythonExceptions.of(e, "repr() of a " + typeName);
          }
        });
  }
}
