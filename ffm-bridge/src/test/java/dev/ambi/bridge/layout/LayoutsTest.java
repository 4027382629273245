package dev.ambi.bridge.layout;

import static java.lang.foreign.MemoryLayout.PathElement.groupElement;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.GroupLayout;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.PaddingLayout;
import java.lang.foreign.SequenceLayout;
import java.lang.foreign.UnionLayout;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LayoutsTest {

  static Stream<LayoutSet> all() {
    return Stream.concat(
        Layouts.numpyReleases().stream().map(Layouts::numpy),
        Layouts.cpythonReleases().stream().map(Layouts::cpython));
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyFieldIsWhereTheFactsSay(LayoutSet set) {
    assertThat(set.names()).hasSizeGreaterThan(25).doesNotHaveDuplicates();
    for (String name : set.names()) {
      StructFacts struct = set.struct(name);
      assertThat(struct.layout().byteSize()).as(name).isEqualTo(struct.byteSize());
      assertThat(struct.layout().byteAlignment()).as(name).isEqualTo(struct.byteAlignment());
      for (FieldFacts field : struct.fields()) {
        assertThat(struct.byteOffset(field.name())).as(name).isEqualTo(field.offset());
        assertThat(struct.field(field.name())).isEqualTo(field);
      }
    }
  }

  /** No gap is wider than alignment makes it, so nothing is left out that has a size. */
  @ParameterizedTest
  @MethodSource("all")
  void fieldsCoverTheStruct(LayoutSet set) {
    for (String name : set.names()) {
      StructFacts struct = set.struct(name);
      List<MemoryLayout> members = new ArrayList<>(struct.layout().memberLayouts());
      for (int i = 0; i < members.size(); i++) {
        if (members.get(i) instanceof PaddingLayout padding) {
          long next =
              i + 1 < members.size()
                  ? members.get(i + 1).byteAlignment()
                  : struct.layout().byteAlignment();
          assertThat(padding.byteSize()).as(name).isLessThan(next);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1.23, elsize, 32",
    "1.26, elsize, 32",
    "2.0, elsize, 40",
    "2.4, elsize, 40",
    "1.26, f, 64",
    "1.26, hash, 88",
    "2.4, flags, 32",
    "1.26, flags, 27",
    "2.4, metadata, 56",
    "1.26, ob_base.ob_type, 8",
    "2.4, reserved_null[1], 80"
  })
  void descriptor(String numpy, String field, long offset) {
    assertThat(Layouts.numpy(numpy).struct("PyArray_Descr").byteOffset(field)).isEqualTo(offset);
  }

  @Test
  void patchLevelsDoNotMatter() {
    assertThat(Layouts.numpy("1.26.4")).isSameAs(Layouts.numpy("1.26"));
    assertThat(Layouts.numpy("2.4.99")).isSameAs(Layouts.numpy("2.4"));
    assertThat(Layouts.cpython("3.11.2")).isSameAs(Layouts.cpython("3.11"));
    assertThatThrownBy(() -> Layouts.numpy("2.40")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shapesOfLayouts() {
    StructFacts iterator = Layouts.numpy("1.26").struct("PyArrayIterObject");
    MemoryLayout bounds = iterator.layout().select(groupElement("bounds"));
    assertThat(bounds).isInstanceOf(SequenceLayout.class);
    assertThat(((SequenceLayout) bounds).elementCount()).isEqualTo(32);
    assertThat(iterator.byteOffset("bounds[3][1]")).isEqualTo(1344 + 3 * 16 + 8);
    assertThat(iterator.layout().select(groupElement("translate")))
        .isInstanceOf(AddressLayout.class);
    assertThat(iterator.field("bounds").cType()).isEqualTo("npy_intp [32][2]");

    StructFacts complex = Layouts.numpy("2.4").struct("PyCDoubleScalarObject");
    assertThat(complex.byteOffset("obval.imag")).isEqualTo(24);
    assertThat(Layouts.numpy("2.4").struct("PyLongDoubleScalarObject").byteAlignment())
        .isEqualTo(16);

    StructFacts multi = Layouts.numpy("2.4").struct("PyArrayMultiIterObject");
    assertThat(multi.layout().select(groupElement("iters")).byteSize()).isZero();
    assertThat(multi.byteOffset("iters")).isEqualTo(304);
  }

  @Test
  void nestedStructsOfCPythonInNumPys() {
    StructFacts meta = Layouts.numpy("2.4").struct("PyArray_DTypeMeta");
    assertThat(meta.byteOffset("super.ht_type.ob_base.ob_base.ob_type")).isEqualTo(8);
    assertThat(meta.nested("super").cType()).isEqualTo("PyHeapTypeObject");
    assertThat(meta.byteOffset("singleton"))
        .isEqualTo(Layouts.cpython("3.11").struct("PyHeapTypeObject").byteSize());
  }

  @Test
  void bitFieldsAndUnions() {
    StructFacts ascii = Layouts.cpython("3.11").struct("PyASCIIObject");
    assertThat(ascii.layout().select(groupElement("state"))).isInstanceOf(ValueLayout.OfInt.class);
    FieldFacts kind = ascii.nested("state").field("kind");
    assertThat(kind.isBitField()).isTrue();
    assertThat(kind.bitPosition()).isEqualTo(2);
    assertThat(kind.bitWidth()).isEqualTo(3);
    assertThat(ascii.field("hash").isBitField()).isFalse();

    StructFacts unicode = Layouts.cpython("3.11").struct("PyUnicodeObject");
    assertThat(unicode.layout().select(groupElement("data"))).isInstanceOf(UnionLayout.class);
    assertThat(unicode.byteOffset("data.ucs4")).isEqualTo(72);

    // 3.12 has a union without a name.
    StructFacts object = Layouts.cpython("3.12").struct("PyObject");
    assertThat(object.byteOffset("ob_refcnt")).isZero();
    assertThat(object.byteOffset("ob_refcnt_split[1]")).isEqualTo(4);
    assertThat(object.layout().memberLayouts().getFirst()).isInstanceOf(GroupLayout.class);
  }

  @Test
  void handlesReadAndWrite() {
    StructFacts array = Layouts.numpy("1.26").struct("PyArrayObject_fields");
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment segment = arena.allocate(array.layout());
      array.varHandle("nd").set(segment, 3);
      array.varHandle("ob_base.ob_refcnt").set(segment, 7L);
      array.varHandle("data").set(segment, MemorySegment.ofAddress(0x1234));
      assertThat(segment.get(ValueLayout.JAVA_INT, 24)).isEqualTo(3);
      assertThat(segment.get(ValueLayout.JAVA_LONG, 0)).isEqualTo(7);
      assertThat(segment.get(ValueLayout.JAVA_LONG, 16)).isEqualTo(0x1234);
      assertThat((int) array.varHandle("nd").get(segment)).isEqualTo(3);
    }
  }

  @Test
  void constants() {
    assertThat(Layouts.numpy("1.26").constants())
        .containsEntry("NPY_MAXDIMS", 32L)
        .containsEntry("NPY_ABI_VERSION", 0x01000009L);
    assertThat(Layouts.numpy("2.4").constants())
        .containsEntry("NPY_MAXDIMS", 64L)
        .containsEntry("NPY_FEATURE_VERSION", 21L);
    assertThat(Layouts.numpy("2.4").measured()).startsWith("2.4.");
  }

  @Test
  void whatIsNotThere() {
    assertThatThrownBy(() -> Layouts.numpy("1.22"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NumPy 1.22")
        .hasMessageContaining("1.23, 1.24, 1.25, 1.26, 2.0");
    LayoutSet set = Layouts.numpy("1.26");
    assertThat(set.has("PyArray_DTypeMeta")).isFalse();
    assertThatThrownBy(() -> set.struct("PyArray_DTypeMeta"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("NumPy 1.26 has no struct PyArray_DTypeMeta; it is in 2.0 to 2.4");
    assertThatThrownBy(() -> set.struct("PyArray_Desc"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("NumPy 1.26 has no struct PyArray_Desc; it has ")
        .hasMessageContaining("PyArray_Descr,");
    assertThat(Layouts.cpython("3.11").has("PyASCIIObject.state")).isFalse();

    StructFacts descr = set.struct("PyArray_Descr");
    assertThatThrownBy(() -> descr.field("size"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("PyArray_Descr of NumPy 1.26 has no field size; it has ob_base,");
    assertThatThrownBy(() -> descr.nested("elsize"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no struct, but int");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ob_base.ob_size | there is no field ob_size among ob_refcnt, ob_type",
        "elsize.low | there is nothing within",
        "elsize[0] | what has an index is no array",
        "'' | there is no field",
        "ob_base. | there is no field",
      })
  void pathsThatLeadNowhere(String path, String reason) {
    StructFacts descr = Layouts.numpy("1.26").struct("PyArray_Descr");
    assertThatThrownBy(() -> descr.byteOffset(path))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("PyArray_Descr of NumPy 1.26: \"" + path + "\"")
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @CsvSource({"cast[21]", "cast[-1]", "cast[x]", "cast[", "cast[1", "cast[1]]"})
  void indicesThatAreNone(String path) {
    StructFacts functions = Layouts.numpy("1.26").struct("PyArray_ArrFuncs");
    assertThatThrownBy(() -> functions.byteOffset(path))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the index is");
  }

  @Test
  void aHandleIsToAValue() {
    StructFacts descr = Layouts.numpy("1.26").struct("PyArray_Descr");
    assertThatThrownBy(() -> descr.varHandle("ob_base"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
