package dev.ambi.bridge.kernel.call;

import dev.ambi.bridge.kernel.KernelLinkException;
import dev.ambi.bridge.kernel.Length;
import java.lang.foreign.GroupLayout;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;

/** Turns a record into the C struct of the same members, in their order, and back. */
final class StructCodec {

  /** How one member is written and read. */
  private record Member(String name, long offset, MethodHandle accessor, ValueCodec codec) {}

  /** A value at an offset. */
  private interface ValueCodec {
    void write(Object value, MemorySegment to, long at);

    Object read(MemorySegment from, long at);
  }

  private final Class<?> type;
  private final GroupLayout layout;
  private final List<Member> members;
  private final MethodHandle constructor;

  private StructCodec(
      Class<?> type, GroupLayout layout, List<Member> members, MethodHandle constructor) {
    this.type = type;
    this.layout = layout;
    this.members = members;
    this.constructor = constructor;
  }

  /**
   * {@return the codec of a record}
   *
   * @param type the class of the record
   * @param lookup sees its components
   * @param where what messages begin with
   */
  static StructCodec of(Class<?> type, MethodHandles.Lookup lookup, String where) {
    RecordComponent[] components = type.getRecordComponents();
    if (components.length == 0) {
      throw new KernelLinkException(where + ": " + type.getName() + " has no members");
    }
    List<Member> members = new ArrayList<>();
    List<MemoryLayout> parts = new ArrayList<>();
    long end = 0;
    long alignment = 1;
    try {
      MethodHandles.Lookup inside = Lookups.seeing(type, lookup);
      Class<?>[] types = new Class<?>[components.length];
      for (int i = 0; i < components.length; i++) {
        RecordComponent c = components[i];
        types[i] = c.getType();
        String what = where + ": " + type.getSimpleName() + "." + c.getName();
        MemoryLayout part = layoutOf(c, inside, what);
        long at = (end + part.byteAlignment() - 1) & -part.byteAlignment();
        if (at > end) {
          parts.add(MemoryLayout.paddingLayout(at - end));
        }
        parts.add(part.withName(c.getName()));
        end = at + part.byteSize();
        alignment = Math.max(alignment, part.byteAlignment());
        MethodHandle accessor =
            inside
                .unreflect(c.getAccessor())
                .asType(MethodType.methodType(Object.class, Object.class));
        members.add(new Member(c.getName(), at, accessor, codecOf(c, part, inside, what)));
      }
      long size = (end + alignment - 1) & -alignment;
      if (size > end) {
        parts.add(MemoryLayout.paddingLayout(size - end));
      }
      MethodHandle constructor =
          inside
              .findConstructor(type, MethodType.methodType(void.class, types))
              .asType(MethodType.genericMethodType(types.length))
              .asSpreader(Object[].class, types.length);
      GroupLayout layout = MemoryLayout.structLayout(parts.toArray(MemoryLayout[]::new));
      return new StructCodec(type, layout.withName(type.getSimpleName()), members, constructor);
    } catch (ReflectiveOperationException e) {
      throw new KernelLinkException(
          where + ": the members of " + type.getName() + " cannot be reached: " + e.getMessage(),
          e);
    }
  }

  private static MemoryLayout layoutOf(
      RecordComponent c, MethodHandles.Lookup lookup, String where) {
    Class<?> t = c.getType();
    ValueLayout scalar = CTypes.scalar(t);
    if (scalar != null) {
      return scalar;
    }
    if (t == MemorySegment.class) {
      return ValueLayout.ADDRESS;
    }
    if (t.isRecord()) {
      return of(t, lookup, where).layout();
    }
    Length length = c.getAnnotation(Length.class);
    if (JavaArrays.isNumbers(t)) {
      if (length == null || !length.value().strip().matches("[1-9]\\d{0,8}")) {
        throw new KernelLinkException(
            where + " is an array in the struct: @Length(\"3\") says how long it is there");
      }
      long n = Long.parseLong(length.value().strip());
      return MemoryLayout.sequenceLayout(n, CTypes.scalar(t.getComponentType()));
    }
    throw new KernelLinkException(
        "%s has the type %s; a member of a struct is a number, a MemorySegment (a pointer), a record or an array of numbers"
            .formatted(where, t.getTypeName()));
  }

  private static ValueCodec codecOf(
      RecordComponent c, MemoryLayout layout, MethodHandles.Lookup lookup, String where) {
    Class<?> t = c.getType();
    if (t.isRecord()) {
      StructCodec inner = of(t, lookup, where);
      return new ValueCodec() {
        @Override
        public void write(Object value, MemorySegment to, long at) {
          inner.write(value, to, at);
        }

        @Override
        public Object read(MemorySegment from, long at) {
          return inner.read(from, at);
        }
      };
    }
    return t.isArray() ? array(t, layout.byteSize(), where) : CTypesValue.of(t);
  }

  private static ValueCodec array(Class<?> type, long bytes, String where) {
    Class<?> component = type.getComponentType();
    int length = (int) (bytes / CTypes.scalar(component).byteSize());
    return new ValueCodec() {
      @Override
      public void write(Object value, MemorySegment to, long at) {
        if (Array.getLength(value) != length) {
          throw new IllegalArgumentException(
              "%s has %d elements, and the struct holds %d"
                  .formatted(where, Array.getLength(value), length));
        }
        MemorySegment.copy(JavaArrays.segment(value), 0, to, at, bytes);
      }

      @Override
      public Object read(MemorySegment from, long at) {
        Object array = Array.newInstance(component, length);
        MemorySegment.copy(from, at, JavaArrays.segment(array), 0, bytes);
        return array;
      }
    };
  }

  GroupLayout layout() {
    return layout;
  }

  void write(Object record, MemorySegment to, long at) {
    for (Member m : members) {
      Object value;
      try {
        value = (Object) m.accessor().invokeExact(record);
      } catch (Throwable t) {
        throw dev.ambi.bridge.nativelib.Failures.unchecked(t);
      }
      if (value == null) {
        throw new NullPointerException(type.getSimpleName() + "." + m.name() + " is null");
      }
      m.codec().write(value, to, at + m.offset());
    }
  }

  Object read(MemorySegment from, long at) {
    Object[] values = new Object[members.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = members.get(i).codec().read(from, at + members.get(i).offset());
    }
    try {
      return (Object) constructor.invokeExact(values);
    } catch (Throwable t) {
      throw dev.ambi.bridge.nativelib.Failures.unchecked(t);
    }
  }

  /** Numbers and pointers. */
  private record CTypesValue(java.lang.invoke.VarHandle handle) implements ValueCodec {
    static CTypesValue of(Class<?> t) {
      ValueLayout layout = t == MemorySegment.class ? ValueLayout.ADDRESS : CTypes.scalar(t);
      return new CTypesValue(layout.varHandle());
    }

    @Override
    public void write(Object value, MemorySegment to, long at) {
      handle.set(to, at, value);
    }

    @Override
    public Object read(MemorySegment from, long at) {
      return handle.get(from, at);
    }
  }
}
