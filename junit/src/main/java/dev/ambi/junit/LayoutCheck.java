package dev.ambi.junit;

import dev.ambi.bridge.NumpyVersion;
import dev.ambi.bridge.layout.FieldFacts;
import dev.ambi.bridge.layout.LayoutSet;
import dev.ambi.bridge.layout.Layouts;
import dev.ambi.bridge.layout.StructFacts;
import dev.ambi.bridge.numpy.BuiltinType;
import dev.ambi.bridge.trace.Bytes;
import dev.ambi.bridge.trace.TracedStruct;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a struct with the offsets of one version of NumPy, and says which fields have values that
 * they cannot have. A struct of another layout is found because one field's bytes are another's.
 */
final class LayoutCheck {
  private static final long POINTER_ALIGNMENT = 8;

  /** The bits of {@code PyArray_FLAGS} that NumPy has names for, and those that it keeps itself. */
  private static final long ARRAY_FLAGS = 0xFFFF_FFFFL & ~0xF000_0000L;

  private final NumpyVersion version;
  private final StructFacts descr;
  private final StructFacts array;
  private final long maxDims;

  private LayoutCheck(NumpyVersion version, LayoutSet set) {
    this.version = version;
    descr = set.struct(set.has("_PyArray_LegacyDescr") ? "_PyArray_LegacyDescr" : "PyArray_Descr");
    array = set.struct("PyArrayObject_fields");
    maxDims = set.constants().get("NPY_MAXDIMS");
  }

  static LayoutCheck of(NumpyVersion version) {
    return new LayoutCheck(version, Layouts.numpy(version.toString()));
  }

  /** What is wrong with the struct, in words. */
  Optional<String> problem(TracedStruct struct) {
    Fields fields =
        new Fields(struct.kind() == TracedStruct.Kind.DESCR ? descr : array, struct.bytes());
    if (struct.kind() == TracedStruct.Kind.DESCR) {
      descriptor(fields);
    } else {
      array(fields);
    }
    if (struct.typeAbi() != version.major()) {
      fields.problems.add(
          "its type is that of NumPy %d.x, not %d.x".formatted(struct.typeAbi(), version.major()));
    }
    if (fields.problems.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        "the %s %s at 0x%x: %s"
            .formatted(
                fields.facts.name(),
                struct.origin(),
                struct.address(),
                String.join("; ", fields.problems)));
  }

  private static void descriptor(Fields f) {
    long number = f.get("type_num");
    f.expect("byteorder", "=<>|".indexOf((char) f.get("byteorder")) >= 0, "one of = < > |");
    f.pointer("typeobj", false);
    f.pointer("metadata", true);
    if (f.facts.has("subarray")) {
      f.pointer("subarray", true);
      f.pointer("fields", true);
      f.pointer("names", true);
    }
    BuiltinType type = BuiltinType.of((int) number);
    long size = f.get("elsize");
    long alignment = f.get("alignment");
    if (type == null) {
      f.expect("type_num", number >= 0, "a type number");
      f.expect("elsize", size >= 0, "a size");
    } else {
      f.expect("kind", (char) f.get("kind") == type.kind(), "'" + type.kind() + "'");
      f.expect("type", (char) f.get("type") == type.code(), "'" + type.code() + "'");
      if (type.isFlexible()) {
        f.expect("elsize", size >= 0 && size <= Integer.MAX_VALUE, "a size");
        f.expect("alignment", Long.bitCount(alignment) == 1, "a power of two");
      } else {
        f.expect("elsize", size == type.size(), Long.toString(type.size()));
        f.expect("alignment", alignment == type.alignment(), Long.toString(type.alignment()));
      }
    }
  }

  private void array(Fields f) {
    long dims = f.get("nd");
    f.expect("nd", dims >= 0 && dims <= maxDims, "0 to " + maxDims);
    f.pointer("dimensions", dims == 0);
    f.pointer("strides", dims == 0);
    f.pointer("base", true);
    f.pointer("descr", false);
    f.expect("flags", (f.get("flags") & ~ARRAY_FLAGS) == 0, "flags");
  }

  /** The fields of one struct, and what is wrong with them. */
  private static final class Fields {
    final StructFacts facts;
    final List<String> problems = new ArrayList<>();
    private final Bytes bytes;

    Fields(StructFacts facts, Bytes bytes) {
      this.facts = facts;
      this.bytes = bytes;
    }

    /** An integer or an address; 0 for a field that lies behind the end. */
    long get(String name) {
      FieldFacts field = facts.field(name);
      return field.offset() + field.size() > bytes.size()
          ? 0
          : bytes.integer(field.offset(), field.size());
    }

    void pointer(String name, boolean mayBeNull) {
      long value = get(name);
      boolean address = value >>> 47 == 0 && value % POINTER_ALIGNMENT == 0;
      expect(
          name,
          value == 0 ? mayBeNull : address && value > 4096,
          mayBeNull ? "an address or NULL" : "an address");
    }

    void expect(String name, boolean holds, String expected) {
      if (!holds) {
        FieldFacts field = facts.field(name);
        problems.add(
            "%s (%s, at %d) is %s, not %s"
                .formatted(name, field.cType(), field.offset(), shown(field), expected));
      }
    }

    private String shown(FieldFacts field) {
      long value = get(field.name());
      return field.cType().endsWith("*") ? "0x" + Long.toHexString(value) : Long.toString(value);
    }
  }
}
