package dev.ambi.bridge.load;

import dev.ambi.bridge.ExtensionLoadException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;

/**
 * An ELF shared library as it would lie in memory, for those who look into its code: bytes by
 * address, and what the loader would put where. It may be for any 64-bit little-endian machine.
 *
 * <p>Addresses are those of the file, as if it were loaded at 0. An instance is immutable and may
 * be shared between threads; it holds the whole file in the heap.
 */
public final class ElfImage {
  private static final int R_X86_64_64 = 1;
  private static final int R_X86_64_GLOB_DAT = 6;
  private static final int R_X86_64_JUMP_SLOT = 7;
  private static final int R_X86_64_RELATIVE = 8;

  /**
   * Bytes of the file that lie together in memory.
   *
   * @param address the address of the first
   * @param offset its place in the file
   * @param size how many there are
   * @param executable whether they may be code
   */
  public record Segment(long address, long offset, long size, boolean executable) {
    /**
     * Whether an address is inside.
     *
     * @param where the address
     * @return whether it is
     */
    public boolean contains(long where) {
      return where >= address && where - address < size;
    }
  }

  private final Path file;
  private final Platform.Machine machine;
  private final ElfDynamic dynamic;
  private final byte[] bytes;
  private final ByteBuffer buffer;
  private final List<Segment> segments;
  private final List<Segment> code;
  private final long end;
  private final Map<Long, String> imports = new HashMap<>();
  private final Map<Long, Long> pointers = new HashMap<>();
  private final long[] functions;

  ElfImage(
      Path file,
      Platform.Machine machine,
      ElfDynamic dynamic,
      byte[] bytes,
      List<Segment> segments,
      long end,
      List<Segment> code,
      List<ByteBuffer> relocations,
      long unwind) {
    this.file = file;
    this.machine = machine;
    this.dynamic = dynamic;
    this.bytes = bytes;
    this.buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    this.segments = List.copyOf(segments);
    List<Segment> executable = new ArrayList<>(code);
    if (executable.isEmpty()) {
      segments.stream().filter(Segment::executable).forEach(executable::add);
    }
    this.code = disjoint(executable);
    this.end = end;
    if (isX86()) {
      relocations.forEach(this::relocate);
    }
    this.functions = UnwindIndex.functions(this, unwind);
  }

  /** Only in a damaged file do parts overlap: the first one is taken then. */
  private static List<Segment> disjoint(List<Segment> parts) {
    List<Segment> apart = new ArrayList<>();
    long end = Long.MIN_VALUE;
    for (Segment part :
        parts.stream().sorted(Comparator.comparingLong(Segment::address)).toList()) {
      if (part.address() >= end && part.size() > 0) {
        apart.add(part);
        end = part.address() + part.size();
      }
    }
    return List.copyOf(apart);
  }

  /**
   * Reads a shared library.
   *
   * @param file the library
   * @return what it would be in memory
   * @throws ExtensionLoadException if there is no such file, it is no ELF shared library of 64-bit
   *     little-endian kind, it is cut or contradicts itself
   */
  public static ElfImage read(Path file) {
    Failures.requireRegularFile(file);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return new ElfReader(file, FileContent.of(file, channel), null).image();
    } catch (IOException e) {
      throw Failures.unreadable(file, e);
    }
  }

  /**
   * Reads a shared library that is in memory already.
   *
   * @param file its name in messages
   * @param bytes all of it; not copied
   * @return what it would be in memory
   * @throws ExtensionLoadException as {@link #read} does
   */
  public static ElfImage of(Path file, byte[] bytes) {
    return new ElfReader(file, FileContent.of(file, bytes), null).image();
  }

  private void relocate(ByteBuffer table) {
    for (int at = 0; at <= table.limit() - ElfReader.RELA_SIZE; at += ElfReader.RELA_SIZE) {
      long place = table.getLong(at);
      int type = table.getInt(at + 8);
      if (type == R_X86_64_RELATIVE) {
        pointers.put(place, table.getLong(at + 16));
        continue;
      }
      boolean direct =
          type == R_X86_64_64 || type == R_X86_64_GLOB_DAT || type == R_X86_64_JUMP_SLOT;
      if (!direct) {
        continue;
      }
      long symbol = Integer.toUnsignedLong(table.getInt(at + 12));
      long address = dynamic.symbols().address(symbol);
      if (address != 0) {
        pointers.put(place, address + table.getLong(at + 16));
      } else {
        imports.put(place, dynamic.symbols().name(symbol));
      }
    }
  }

  /**
   * The file's name in messages.
   *
   * @return the path that was given
   */
  public Path file() {
    return file;
  }

  /**
   * The machine that the library is for, in words.
   *
   * @return such as {@code x86-64}
   */
  public String machine() {
    return machine.words();
  }

  /**
   * Whether the library is for x86-64.
   *
   * @return whether it is
   */
  public boolean isX86() {
    return machine.same(Platform.Machine.X86_64);
  }

  /**
   * The symbols that others have to define, weak ones included.
   *
   * @return the symbols in the order of the symbol table
   */
  public List<ElfSymbol> undefined() {
    return dynamic.symbols().symbols().undefined();
  }

  /**
   * Whether the library begins a Python module: whether it exports a {@code PyInit_} function.
   *
   * @return whether it does
   */
  public boolean isExtensionModule() {
    return dynamic.symbols().symbols().names().stream()
        .anyMatch(name -> name.startsWith("PyInit_") || name.startsWith("PyInitU_"));
  }

  /**
   * What is loaded into memory.
   *
   * @return the segments, in the file's order
   */
  public List<Segment> segments() {
    return segments;
  }

  /**
   * Where there is code: the executable sections, or where a file has no sections the executable
   * segments, which may hold more than code.
   *
   * @return the parts, ascending; none overlaps another
   */
  public List<Segment> code() {
    return code;
  }

  /**
   * Where the last segment ends in memory, what is not in the file included.
   *
   * @return the address behind it
   */
  public long end() {
    return end;
  }

  /**
   * Where functions begin, as the table for unwinding the stack says; stripped files have it too.
   *
   * @return addresses, ascending; empty if there is no such table
   */
  public long[] functions() {
    return functions.clone();
  }

  /**
   * The file, to be indexed with the offsets of segments.
   *
   * @return its bytes, not a copy: they must not be written to
   */
  public byte[] bytes() {
    return bytes;
  }

  /**
   * Where in the file an address is.
   *
   * @param address the address
   * @return the index in {@link #bytes()}, or -1 if nothing of the file is there
   */
  public int offset(long address) {
    for (Segment segment : segments) {
      if (segment.contains(address)) {
        return (int) (segment.offset() + (address - segment.address()));
      }
    }
    return -1;
  }

  /**
   * A 32-bit number in memory.
   *
   * @param address its address
   * @return the number; empty if nothing of the file is there
   */
  public Optional<Integer> intAt(long address) {
    int offset = offset(address);
    return offset < 0 || offset > bytes.length - 4
        ? Optional.empty()
        : Optional.of(buffer.getInt(offset));
  }

  /**
   * The symbol, defined elsewhere, whose address the loader puts into a place.
   *
   * @param place the address of a pointer
   * @return the symbol's name
   */
  public Optional<String> importAt(long place) {
    return Optional.ofNullable(imports.get(place));
  }

  /**
   * The address in this library that a constant pointer holds once the library is loaded.
   *
   * @param place the address of the pointer
   * @return what it points to; 0 if that is not known
   */
  public long pointerAt(long place) {
    Long pointer = pointers.get(place);
    if (pointer != null) {
      return pointer;
    }
    int offset = offset(place);
    return offset < 0 || offset > bytes.length - 8 ? 0 : buffer.getLong(offset);
  }

  /**
   * The places of pointers to some addresses in this library: those that the loader fills in, and
   * whatever has such a value outside of code, which it may move too.
   *
   * @param wanted which addresses
   * @return the places of the pointers
   */
  public LongStream pointersTo(LongPredicate wanted) {
    LongStream.Builder places = LongStream.builder();
    pointers.forEach((place, pointer) -> {
      if (wanted.test(pointer)) {
        places.add(place);
      }
    });
    for (Segment segment : segments) {
      for (long at = 0; !segment.executable() && at <= segment.size() - 8; at += 8) {
        long place = segment.address() + at;
        if (wanted.test(buffer.getLong((int) (segment.offset() + at)))
            && !pointers.containsKey(place)) {
          places.add(place);
        }
      }
    }
    return places.build();
  }

  /**
   * The addresses at which a text, ended by a zero byte, begins: also where it is the end of a
   * longer one, since linkers merge them.
   *
   * @param text the text, without the zero byte
   * @return the addresses, ascending by place in the file
   */
  public long[] addressesOf(String text) {
    byte[] wanted = (text + '\0').getBytes(StandardCharsets.UTF_8);
    long[] found = new long[4];
    int count = 0;
    for (Segment segment : segments) {
      int end = (int) (segment.offset() + segment.size()) - wanted.length;
      for (int at = (int) segment.offset(); at <= end; at++) {
        if (bytes[at] == wanted[0]
            && Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
          found = count == found.length ? Arrays.copyOf(found, 2 * count) : found;
          found[count++] = segment.address() + (at - segment.offset());
        }
      }
    }
    return Arrays.copyOf(found, count);
  }
}
