package dev.ambi.cli.bind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random structs, bound, and passed by value to C, which tells where each byte went: at the offset
 * that the compiler gives the member. Then they come back.
 */
class RecordLayoutTest {
  private static final int STRUCTS = 40;
  private static final int LARGEST = 60_000;
  private static final List<String> TYPES =
      List.of(
          "char",
          "signed char",
          "unsigned char",
          "short",
          "unsigned short",
          "int",
          "unsigned",
          "long",
          "unsigned long long",
          "float",
          "double",
          "bool",
          "void *",
          "const char *",
          "enum e",
          "size_t",
          "uint16_t",
          "float _Complex",
          "double _Complex");

  @TempDir private Path dir;

  /** A member that is no struct, by its name in C from the outermost struct. */
  private record Leaf(String path, Object value) {}

  private static String header(Random random) {
    StringBuilder text =
        new StringBuilder(
            "#include <stdbool.h>\n#include <stddef.h>\n#include <stdint.h>\nenum e { E0, E1 };\n");
    for (int i = 0; i < STRUCTS; i++) {
      text.append("typedef struct {\n");
      int members = 1 + random.nextInt(6);
      for (int m = 0; m < members; m++) {
        int kind = random.nextInt(10);
        String name = "m" + m;
        if (kind == 0 && i > 0) {
          text.append("  s%d %s;\n".formatted(random.nextInt(i), name));
        } else if (kind == 1) {
          text.append("  struct { char c; %s d; } %s;\n".formatted(type(random), name));
        } else if (kind == 4 && i > 0) {
          text.append("  s%d %s[%d];\n".formatted(random.nextInt(i), name, 1 + random.nextInt(3)));
        } else if (kind == 5) {
          text.append(
              "  struct { char c; %s d; } %s[%d];\n"
                  .formatted(type(random), name, 1 + random.nextInt(3)));
        } else if (kind < 4) {
          String type = TYPES.get(random.nextInt(TYPES.size() - 2));
          text.append(
              "  %s %s[%d]%s;\n"
                  .formatted(type, name, 1 + random.nextInt(4), random.nextBoolean() ? "[2]" : ""));
        } else {
          text.append("  %s %s;\n".formatted(type(random), name));
        }
      }
      text.append("} s%d;\n".formatted(i));
      text.append("s%d back%d(s%d s, unsigned char *bytes);\n".formatted(i, i, i));
      text.append(
          "void behind%d(s%d *to, const s%d from[1], unsigned char *bytes);\n".formatted(i, i, i));
    }
    return text.toString();
  }

  private static String type(Random random) {
    return TYPES.get(random.nextInt(TYPES.size()));
  }

  @Test
  void everyMemberIsWhereTheCompilerHasIt() throws Exception {
    String header = header(new Random(7));
    Path file = Files.writeString(dir.resolve("test.h"), header);
    Binding binding = Binding.of(Headers.options(file, "library", null, List.of("to=out"), null));
    assertThat(binding.remarks()).isEmpty();
    assertThat(binding.functions()).isEqualTo(2 * STRUCTS);
    Class<?> type = CompiledJava.load(dir, binding);
    StringBuilder c = new StringBuilder("#include \"test.h\"\n#include <string.h>\n");
    for (int i = 0; i < STRUCTS; i++) {
      c.append(
          "s%d back%d(s%d s, unsigned char *bytes) { memcpy(bytes, &s, sizeof s); return s; }\n"
              .formatted(i, i, i));
      c.append(
          "void behind%d(s%d *to, const s%d from[1], unsigned char *bytes) { *to = *from; memcpy(bytes, from, sizeof *from); }\n"
              .formatted(i, i, i));
    }
    CompiledC.library(dir, c.toString());
    System.setProperty("ambi.library.path", dir.toString());
    Object bound = Headers.load(type);
    System.clearProperty("ambi.library.path");
    List<List<Leaf>> leaves = new ArrayList<>();
    List<byte[]> seen = new ArrayList<>();
    for (int i = 0; i < STRUCTS; i++) {
      Method back = method(type, "back" + i);
      List<Leaf> all = new ArrayList<>();
      Object struct = make(back.getReturnType(), "", all, new int[] {i});
      NDArray bytes = NDArray.zeros(DType.UINT8, LARGEST);
      Object returned = back.invoke(bound, struct, bytes);
      List<Leaf> again = new ArrayList<>();
      read(returned, "", again);
      assertThat(again.toString()).as("s" + i).isEqualTo(all.toString());
      NDArray bytesBehind = NDArray.zeros(DType.UINT8, LARGEST);
      assertThat(behind(method(type, "behind" + i), bound, struct, bytesBehind))
          .as("s" + i)
          .isEqualTo(all.toString());
      assertThat(bytesBehind).isEqualTo(bytes);
      leaves.add(all);
      seen.add(bytes(bytes));
    }
    check(leaves, seen);
  }

  /** The same by pointers; what comes back. */
  private static String behind(Method method, Object bound, Object struct, NDArray bytes)
      throws ReflectiveOperationException {
    Object from = Array.newInstance(struct.getClass(), 1);
    Array.set(from, 0, struct);
    Object to = Array.newInstance(struct.getClass(), 1);
    method.invoke(bound, to, from, bytes);
    List<Leaf> leaves = new ArrayList<>();
    read(Array.get(to, 0), "", leaves);
    return leaves.toString();
  }

  private static byte[] bytes(NDArray array) {
    double[] values = array.toDoubleArray();
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (int) values[i];
    }
    return bytes;
  }

  private static Method method(Class<?> type, String name) {
    for (Method m : type.getMethods()) {
      if (m.getName().equals(name)) {
        m.setAccessible(true);
        return m;
      }
    }
    throw new AssertionError(name);
  }

  /** Asks the compiler for every offset, and looks there. */
  private void check(List<List<Leaf>> leaves, List<byte[]> seen) throws Exception {
    StringBuilder c =
        new StringBuilder("#include \"test.h\"\n#include <stdio.h>\nint main(void) {\n");
    for (int i = 0; i < STRUCTS; i++) {
      for (Leaf leaf : leaves.get(i)) {
        // A complex number has no members.
        String path = leaf.path().replaceAll("\\.(re|im)$", "");
        c.append("printf(\"%%zu \", offsetof(s%d, %s));\n".formatted(i, path));
      }
    }
    String[] offsets = CompiledC.printed(dir, c + "}\n").trim().split(" ");
    int at = 0;
    for (int i = 0; i < STRUCTS; i++) {
      ByteBuffer bytes = ByteBuffer.wrap(seen.get(i)).order(ByteOrder.LITTLE_ENDIAN);
      for (Leaf leaf : leaves.get(i)) {
        int offset = Integer.parseInt(offsets[at++]);
        Object value = leaf.value();
        if (leaf.path().endsWith(".im")) {
          offset += value instanceof Float ? 4 : 8;
        }
        Object there =
            switch (value) {
              case Byte _ -> bytes.get(offset);
              case Boolean _ -> bytes.get(offset) != 0;
              case Short _ -> bytes.getShort(offset);
              case Character _ -> bytes.getChar(offset);
              case Integer _ -> bytes.getInt(offset);
              case Long _ -> bytes.getLong(offset);
              case Float _ -> bytes.getFloat(offset);
              case Double _ -> bytes.getDouble(offset);
              default -> throw new AssertionError(value.getClass());
            };
        assertThat(there).as("s%d.%s", i, leaf.path()).isEqualTo(value);
      }
    }
    assertThat(at).isEqualTo(offsets.length).isGreaterThan(100);
  }

  /** A record, each of whose numbers is another. */
  private static Object make(Class<?> type, String path, List<Leaf> leaves, int[] next)
      throws ReflectiveOperationException {
    if (type.isRecord()) {
      RecordComponent[] components = type.getRecordComponents();
      Class<?>[] types = new Class<?>[components.length];
      Object[] values = new Object[components.length];
      for (int i = 0; i < values.length; i++) {
        types[i] = components[i].getType();
        String inner = (path.isEmpty() ? "" : path + ".") + components[i].getName();
        if (types[i].isArray()) {
          String length = components[i].getAnnotation(dev.ambi.bridge.kernel.Length.class).value();
          values[i] =
              array(types[i].getComponentType(), Integer.parseInt(length), inner, leaves, next);
        } else {
          values[i] = make(types[i], inner, leaves, next);
        }
      }
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    }
    int n = next[0] += 37;
    Object value = number(type, n);
    leaves.add(new Leaf(path, value instanceof MemorySegment s ? s.address() : value));
    return value;
  }

  private static Object array(
      Class<?> element, int length, String path, List<Leaf> leaves, int[] next)
      throws ReflectiveOperationException {
    Object array = Array.newInstance(element, length);
    for (int i = 0; i < length; i++) {
      if (element.isRecord()) {
        Array.set(array, i, make(element, path + "[" + i + "]", leaves, next));
        continue;
      }
      Object value = number(element, next[0] += 37);
      Array.set(array, i, value);
      if (i == 0) {
        leaves.add(new Leaf(path, value));
      }
    }
    return array;
  }

  private static Object number(Class<?> type, int n) {
    if (type == MemorySegment.class) {
      return MemorySegment.ofAddress(n);
    }
    return switch (type.getName()) {
      case "byte" -> (byte) (n % 2);
      case "boolean" -> n % 2 != 0;
      case "short" -> (short) n;
      case "char" -> (char) n;
      case "int" -> n;
      case "long" -> (long) n << 20;
      case "float" -> (float) n;
      case "double" -> (double) n;
      default -> throw new AssertionError(type);
    };
  }

  private static void read(Object value, String path, List<Leaf> leaves)
      throws ReflectiveOperationException {
    if (value instanceof Record[] all) {
      for (int i = 0; i < all.length; i++) {
        read(all[i], path + "[" + i + "]", leaves);
      }
      return;
    }
    if (!value.getClass().isRecord()) {
      Object shown = value.getClass().isArray() ? Array.get(value, 0) : value;
      leaves.add(new Leaf(path, shown instanceof MemorySegment s ? s.address() : shown));
      return;
    }
    for (RecordComponent c : value.getClass().getRecordComponents()) {
      Method accessor = c.getAccessor();
      accessor.setAccessible(true);
      String inner = (path.isEmpty() ? "" : path + ".") + c.getName();
      read(accessor.invoke(value), inner, leaves);
    }
  }
}
