package dev.ambi.bridge.kernel.call;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Array;

/** How a value lies in a struct, and how it gets there and back. */
sealed interface MemberCodec {
  /** {@return how it lies in memory} */
  MemoryLayout layout();

  /**
   * Writes a value.
   *
   * @throws MisfitException if it has not the form that C has
   */
  void write(Object value, MemorySegment to, long at);

  /** {@return the value that C has there} */
  Object read(MemorySegment from, long at);

  /** Numbers and pointers. */
  record Scalar(ValueLayout layout, VarHandle handle) implements MemberCodec {
    /** {@return the codec of a primitive type or of MemorySegment; null for any other type} */
    static Scalar of(Class<?> type) {
      ValueLayout layout = type == MemorySegment.class ? ValueLayout.ADDRESS : CTypes.scalar(type);
      return layout == null ? null : new Scalar(layout, layout.varHandle());
    }

    @Override
    public void write(Object value, MemorySegment to, long at) {
      handle.set(
          to, at, value instanceof MemorySegment m ? MisfitException.requireAddress(m) : value);
    }

    @Override
    public Object read(MemorySegment from, long at) {
      return handle.get(from, at);
    }
  }

  /** A struct. */
  record Struct(StructCodec codec) implements MemberCodec {
    @Override
    public MemoryLayout layout() {
      return codec.layout();
    }

    @Override
    public void write(Object value, MemorySegment to, long at) {
      codec.write(value, to, at);
    }

    @Override
    public Object read(MemorySegment from, long at) {
      return codec.read(from, at);
    }
  }

  /** An array of numbers. */
  record Numbers(Class<?> component, int length, MemoryLayout layout) implements MemberCodec {
    @Override
    public void write(Object value, MemorySegment to, long at) {
      MisfitException.requireLength(value, length);
      MemorySegment.copy(JavaArrays.segment(value), 0, to, at, layout.byteSize());
    }

    @Override
    public Object read(MemorySegment from, long at) {
      Object array = Array.newInstance(component, length);
      MemorySegment.copy(from, at, JavaArrays.segment(array), 0, layout.byteSize());
      return array;
    }
  }

  /** An array of structs, of pointers or of truth values. */
  record Repeated(Class<?> component, int length, MemberCodec element) implements MemberCodec {
    @Override
    public MemoryLayout layout() {
      return MemoryLayout.sequenceLayout(length, element.layout());
    }

    @Override
    public void write(Object value, MemorySegment to, long at) {
      MisfitException.requireLength(value, length);
      long step = element.layout().byteSize();
      for (int i = 0; i < length; i++) {
        try {
          Object one = MisfitException.requirePresent(Array.get(value, i));
          element.write(one, to, at + i * step);
        } catch (MisfitException e) {
          throw e.at("[" + i + "]");
        }
      }
    }

    @Override
    public Object read(MemorySegment from, long at) {
      Object array = Array.newInstance(component, length);
      long step = element.layout().byteSize();
      for (int i = 0; i < length; i++) {
        Array.set(array, i, element.read(from, at + i * step));
      }
      return array;
    }
  }
}
