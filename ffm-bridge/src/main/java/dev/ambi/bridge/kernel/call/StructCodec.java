package dev.ambi.bridge.kernel.call;

import dev.ambi.bridge.kernel.KernelLinkException;
import dev.ambi.bridge.kernel.Length;
import dev.ambi.bridge.nativelib.Failures;
import java.lang.foreign.GroupLayout;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;

/** Turns a record into the C struct of the same members, in their order, and back. */
final class StructCodec {
  private static final long LARGEST = Integer.MAX_VALUE;

  /** How one member is written and read. */
  private record Member(String name, long offset, MethodHandle accessor, MemberCodec codec) {}

  private final GroupLayout layout;
  private final List<Member> members;
  private final MethodHandle constructor;
  private final boolean opaque;

  private StructCodec(
      GroupLayout layout, List<Member> members, MethodHandle constructor, boolean opaque) {
    this.layout = layout;
    this.members = members;
    this.constructor = constructor;
    this.opaque = opaque;
  }

  /**
   * {@return the codec of a record}
   *
   * @param type the class of the record
   * @param lookup sees its components
   * @param where what messages begin with
   */
  static StructCodec of(Class<?> type, MethodHandles.Lookup lookup, String where) {
    return new Reader(lookup, new LinkedHashSet<>()).read(type, where);
  }

  /** {@return how the struct lies in memory, with its padding} */
  GroupLayout layout() {
    return layout;
  }

  /** {@return whether it has bytes of which nobody says what C has there} */
  boolean isOpaque() {
    return opaque;
  }

  /**
   * Writes a record for C.
   *
   * @param where the parameter, for messages
   * @throws NullPointerException if the record, or something in it, is null
   * @throws IllegalArgumentException if an array in it has not the length that the struct has
   */
  void write(Object record, MemorySegment to, long at, String where) {
    try {
      write(MisfitException.requirePresent(record), to, at);
    } catch (MisfitException e) {
      throw e.of(where);
    }
  }

  /** Writes a record for C that is an element of an array. */
  void write(Object record, MemorySegment to, long at, String where, int index) {
    try {
      write(MisfitException.requirePresent(record), to, at);
    } catch (MisfitException e) {
      throw e.at("[" + index + "]").of(where);
    }
  }

  /**
   * Writes a record.
   *
   * @throws MisfitException if something in it does not fit
   */
  void write(Object record, MemorySegment to, long at) {
    for (Member m : members) {
      Object value;
      try {
        value = (Object) m.accessor().invokeExact(record);
      } catch (Throwable t) {
        throw Failures.unchecked(t);
      }
      try {
        m.codec().write(MisfitException.requirePresent(value), to, at + m.offset());
      } catch (MisfitException e) {
        throw e.at("." + m.name());
      }
    }
  }

  /** {@return the record of a struct} */
  Object read(MemorySegment from, long at) {
    Object[] values = new Object[members.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = members.get(i).codec().read(from, at + members.get(i).offset());
    }
    try {
      return (Object) constructor.invokeExact(values);
    } catch (Throwable t) {
      throw Failures.unchecked(t);
    }
  }

  /** Reads the classes of records; knows which of them it is in. */
  private record Reader(MethodHandles.Lookup lookup, LinkedHashSet<Class<?>> path) {

    StructCodec read(Class<?> type, String where) {
      if (!path.add(type)) {
        throw new KernelLinkException(
            "%s: a struct cannot contain itself, as %s does; a pointer to one is a MemorySegment"
                .formatted(
                    where,
                    path.stream().map(Class::getSimpleName).collect(Collectors.joining(" -> "))));
      }
      RecordComponent[] components = type.getRecordComponents();
      if (components.length == 0) {
        throw new KernelLinkException(where + ": " + type.getName() + " has no members");
      }
      try {
        StructCodec codec = read(type, components, Lookups.seeing(type, lookup), where);
        path.remove(type);
        return codec;
      } catch (ReflectiveOperationException e) {
        throw new KernelLinkException(
            where + ": the members of " + type.getName() + " cannot be reached: " + e.getMessage(),
            e);
      }
    }

    private StructCodec read(
        Class<?> type, RecordComponent[] components, MethodHandles.Lookup inside, String where)
        throws ReflectiveOperationException {
      List<Member> members = new ArrayList<>();
      List<MemoryLayout> parts = new ArrayList<>();
      long end = 0;
      long alignment = 1;
      boolean opaque = false;
      Class<?>[] types = new Class<?>[components.length];
      for (int i = 0; i < components.length; i++) {
        RecordComponent c = components[i];
        types[i] = c.getType();
        MemberCodec codec = member(c, where + ": " + type.getSimpleName() + "." + c.getName());
        opaque |= isOpaque(c, codec);
        MemoryLayout part = codec.layout();
        long at = (end + part.byteAlignment() - 1) & -part.byteAlignment();
        if (at > end) {
          parts.add(MemoryLayout.paddingLayout(at - end));
        }
        parts.add(part.withName(c.getName()));
        end = at + part.byteSize();
        if (end > LARGEST) {
          throw new KernelLinkException(
              where + ": " + type.getSimpleName() + " is larger than a struct of C's may be here");
        }
        alignment = Math.max(alignment, part.byteAlignment());
        MethodHandle accessor =
            inside
                .unreflect(c.getAccessor())
                .asType(MethodType.methodType(Object.class, Object.class));
        members.add(new Member(c.getName(), at, accessor, codec));
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
      return new StructCodec(
          layout.withName(type.getSimpleName()), List.copyOf(members), constructor, opaque);
    }

    private static boolean isOpaque(RecordComponent c, MemberCodec codec) {
      Length length = c.getAnnotation(Length.class);
      MemberCodec one = codec instanceof MemberCodec.Repeated r ? r.element() : codec;
      return (length != null && length.alignment() > 1)
          || (one instanceof MemberCodec.Struct s && s.codec().isOpaque());
    }

    private MemberCodec member(RecordComponent c, String where) {
      Class<?> type = c.getType();
      if (!type.isArray()) {
        return single(type, where);
      }
      Length length = c.getAnnotation(Length.class);
      if (length == null || !length.value().strip().matches("[1-9]\\d{0,8}")) {
        throw new KernelLinkException(
            where + " is an array in the struct: @Length(\"3\") says how long it is there");
      }
      int n = Integer.parseInt(length.value().strip());
      Class<?> component = type.getComponentType();
      if (length.alignment() != 1) {
        return bytes(component, n, length.alignment(), where);
      }
      return JavaArrays.isNumbers(type)
          ? new MemberCodec.Numbers(
              component, n, MemoryLayout.sequenceLayout(n, CTypes.scalar(component)))
          : new MemberCodec.Repeated(component, n, single(component, where));
    }

    /** A part of the struct that Java carries and does not look into. */
    private static MemberCodec bytes(Class<?> component, int n, int alignment, String where) {
      boolean power = alignment > 0 && alignment <= 64 && Integer.bitCount(alignment) == 1;
      if (component != byte.class || !power || n % alignment != 0) {
        throw new KernelLinkException(
            where
                + ": @Length(alignment) is for the bytes of a union or of bit-fields: a byte[]"
                + " whose length is a multiple of it, and it is 1, 2, 4, ... 64");
      }
      MemoryLayout layout = CTypes.scalar(byte.class);
      return new MemberCodec.Numbers(
          component,
          n,
          MemoryLayout.structLayout(MemoryLayout.sequenceLayout(n, layout))
              .withByteAlignment(alignment));
    }

    private MemberCodec single(Class<?> type, String where) {
      MemberCodec scalar = MemberCodec.Scalar.of(type);
      if (scalar != null) {
        return scalar;
      }
      if (type.isRecord()) {
        return new MemberCodec.Struct(read(type, where));
      }
      throw new KernelLinkException(
          "%s has the type %s; a member of a struct is a number, a MemorySegment (a pointer), a record or an array of these"
              .formatted(where, type.getTypeName()));
    }
  }
}
