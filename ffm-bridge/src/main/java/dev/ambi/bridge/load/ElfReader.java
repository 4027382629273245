package dev.ambi.bridge.load;

import dev.ambi.bridge.ExtensionLoadException;
import dev.ambi.bridge.ExtensionLoadException.Reason;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one 64-bit little-endian ELF file (every machine that Ambi runs on is one). The file may be
 * hostile: each offset and count is compared with what is there before it is used, and the work is
 * bounded by the file's size.
 */
final class ElfReader {

  private static final byte[] MAGIC = {0x7f, 'E', 'L', 'F'};

  /** As much of the header as says for which machine the file is. */
  private static final int IDENTITY_SIZE = 20;

  /** Real libraries have some hundred bytes here, and chains of a few symbols. */
  private static final int DYNAMIC_LIMIT = 1 << 20;

  private static final int CHAIN_LIMIT = 1 << 16;
  private static final int NEEDED_LIMIT = 1024;
  private static final int NAME_LIMIT = 4096;
  private static final int DIRECTORY_LIMIT = 256;

  private static final int EHDR_SIZE = 64;
  private static final int PHDR_SIZE = 56;
  private static final int DYN_SIZE = 16;
  static final int RELA_SIZE = 24;
  private static final int SHDR_SIZE = 64;
  private static final long SHF_EXECINSTR = 4;

  /** The largest library known has a tenth of it. */
  private static final long IMAGE_LIMIT = 256L << 20;

  private static final int ET_REL = 1;
  private static final int ET_EXEC = 2;
  private static final int ET_DYN = 3;
  private static final int ET_CORE = 4;

  private static final int PT_LOAD = 1;
  private static final int PT_DYNAMIC = 2;

  private static final long DT_NULL = 0;
  private static final long DT_NEEDED = 1;
  private static final long DT_PLTRELSZ = 2;
  private static final long DT_HASH = 4;
  private static final long DT_STRTAB = 5;
  private static final long DT_SYMTAB = 6;
  private static final long DT_RELA = 7;
  private static final long DT_RELASZ = 8;
  private static final long DT_STRSZ = 10;
  private static final long DT_SYMENT = 11;
  private static final long DT_SONAME = 14;
  private static final long DT_RPATH = 15;
  private static final long DT_JMPREL = 23;
  private static final long DT_RUNPATH = 29;
  private static final long DT_GNU_HASH = 0x6ffffef5L;
  private static final long DT_FLAGS_1 = 0x6ffffffbL;
  private static final long DF_1_PIE = 0x08000000L;

  private static final int PT_GNU_EH_FRAME = 0x6474e550;
  private static final int PF_X = 1;

  /** A {@code PT_LOAD} segment: {@code size} bytes at {@code offset} of the file. */
  private record Load(long address, long offset, long size, boolean executable) {}

  private final Path file;
  private final FileContent content;

  /** The machine that the file must be for; null for any that this can read. */
  private final Platform platform;

  private long unwindAddress;
  private long memoryEnd;
  private final List<Load> loads = new ArrayList<>();
  private final Map<Long, Long> tags = new HashMap<>();
  private final List<Long> neededOffsets = new ArrayList<>();
  private ByteBuffer header = ByteBuffer.allocate(0);
  private ElfStrings strings;

  ElfReader(Path file, FileContent content, Platform platform) {
    this.file = file;
    this.content = content;
    this.platform = platform;
  }

  ElfDynamic read() {
    checkIdentity();
    readSegments();
    checkSectionsAreThere();
    if ((tags.getOrDefault(DT_FLAGS_1, 0L) & DF_1_PIE) != 0) {
      throw fail(Reason.NOT_A_LIBRARY, "is a program (position-independent), not a library");
    }
    ByteBuffer table = table(DT_STRTAB, 0, tags.getOrDefault(DT_STRSZ, 0L), "the string table");
    byte[] bytes = new byte[table.remaining()];
    table.get(bytes);
    strings = new ElfStrings(file, bytes);
    Long soname = tags.get(DT_SONAME);
    return new ElfDynamic(
        soname == null ? null : strings.get(soname),
        readNeeded(),
        directories(DT_RPATH),
        directories(DT_RUNPATH),
        readSymbols());
  }

  /** The whole file, to be looked at by address; it is read once more for that. */
  ElfImage image() {
    ElfDynamic dynamic = read();
    List<ElfImage.Segment> segments = new ArrayList<>();
    for (Load load : loads) {
      segments.add(new ElfImage.Segment(load.address, load.offset, load.size, load.executable));
    }
    byte[] bytes = new byte[(int) wholeSize()];
    content.read(0, bytes.length, "the file").get(bytes);
    return new ElfImage(
        file,
        new Platform.Machine(u16(header, 18), 64, true),
        dynamic,
        bytes,
        segments,
        memoryEnd,
        codeSections(),
        relocations(),
        unwindAddress);
  }

  private long wholeSize() {
    if (content.size() > IMAGE_LIMIT) {
      throw fail(Reason.TOO_LARGE, "has " + content.size() + " bytes, more than is looked through");
    }
    return content.size();
  }

  /** What the sections say is code, as far as they lie in executable segments. */
  private List<ElfImage.Segment> codeSections() {
    long at = header.getLong(40);
    int count = u16(header, 60);
    List<ElfImage.Segment> code = new ArrayList<>();
    if (at == 0 || u16(header, 58) != SHDR_SIZE) {
      return code;
    }
    ByteBuffer sections = content.read(at, (long) count * SHDR_SIZE, "the section headers");
    for (int i = 0; i < count; i++) {
      int section = i * SHDR_SIZE;
      long address = sections.getLong(section + 16);
      long size = sections.getLong(section + 32);
      if ((sections.getLong(section + 8) & SHF_EXECINSTR) != 0) {
        for (Load load : loads) {
          long skip = address - load.address;
          if (load.executable && skip >= 0 && size > 0 && size <= load.size - skip) {
            code.add(new ElfImage.Segment(address, load.offset + skip, size, true));
          }
        }
      }
    }
    return code;
  }

  private List<ByteBuffer> relocations() {
    List<ByteBuffer> tables = new ArrayList<>();
    if (tags.containsKey(DT_RELA)) {
      tables.add(table(DT_RELA, 0, tags.getOrDefault(DT_RELASZ, 0L), "a relocation table"));
    }
    if (tags.containsKey(DT_JMPREL)) {
      tables.add(table(DT_JMPREL, 0, tags.getOrDefault(DT_PLTRELSZ, 0L), "a relocation table"));
    }
    return tables;
  }

  private List<String> readNeeded() {
    if (neededOffsets.size() > NEEDED_LIMIT) {
      throw malformed("it needs " + neededOffsets.size() + " libraries");
    }
    List<String> needed = new ArrayList<>();
    for (long offset : neededOffsets) {
      String name = strings.get(offset);
      if (name.length() > NAME_LIMIT) {
        throw malformed("it needs a library with a name of " + name.length() + " characters");
      }
      needed.add(name);
    }
    return needed;
  }

  private void checkIdentity() {
    long size = content.size();
    header = content.read(0, Math.min(size, EHDR_SIZE), "the header");
    byte[] begin = new byte[(int) Math.min(size, MAGIC.length)];
    header.get(0, begin);
    if (size == 0 || !Arrays.equals(begin, Arrays.copyOf(MAGIC, begin.length))) {
      FileKind kind = FileKind.of(content);
      throw fail(kind.reason(), "is " + kind.words() + ", not an ELF shared library");
    }
    if (size < IDENTITY_SIZE) {
      throw fail(Reason.TRUNCATED, "is cut: an ELF file of only " + size + " bytes");
    }
    int elfClass = header.get(4);
    int data = header.get(5);
    if (elfClass < 1 || elfClass > 2 || data < 1 || data > 2) {
      throw malformed("its ELF header has class " + elfClass + " and byte order " + data);
    }
    boolean little = data == 1;
    header.order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    Platform.Machine machine = new Platform.Machine(u16(header, 18), elfClass * 32, little);
    if (platform != null) {
      checkMachine(machine);
    } else if (elfClass != 2 || !little) {
      throw fail(
          Reason.OTHER_MACHINE,
          "was built for " + machine.words() + "; only 64-bit little-endian files can be read");
    }
    switch (u16(header, 16)) {
      case ET_DYN -> {}
      case ET_REL ->
          throw fail(Reason.NOT_A_LIBRARY, "is an object file (.o), not linked into a library");
      case ET_EXEC -> throw fail(Reason.NOT_A_LIBRARY, "is a program, not a library");
      case ET_CORE -> throw fail(Reason.NOT_A_LIBRARY, "is a core dump, not a library");
      default -> throw malformed("its ELF header has the type " + u16(header, 16));
    }
    if (size < EHDR_SIZE) {
      throw fail(Reason.TRUNCATED, "is cut: an ELF file of only " + size + " bytes");
    }
  }

  private void checkMachine(Platform.Machine machine) {
    if (platform.system() != Platform.System.LINUX) {
      throw fail(
          Reason.OTHER_PLATFORM,
          "is an ELF library, for Linux and its like; this machine runs "
              + platform.system().words);
    }
    if (!machine.same(platform.machine())) {
      throw fail(
          Reason.OTHER_MACHINE,
          "was built for " + machine.words() + ", this machine is " + platform.machine().words());
    }
  }

  private void readSegments() {
    int count = u16(header, 56);
    int entrySize = u16(header, 54);
    if (count == 0 || entrySize != PHDR_SIZE) {
      throw malformed("it has " + count + " program headers of " + entrySize + " bytes");
    }
    ByteBuffer headers =
        content.read(header.getLong(32), (long) count * PHDR_SIZE, "the program headers");
    ByteBuffer dynamic = null;
    for (int at = 0; at < headers.limit(); at += PHDR_SIZE) {
      long offset = headers.getLong(at + 8);
      long size = headers.getLong(at + 32);
      int type = headers.getInt(at);
      if (type == PT_DYNAMIC) {
        content.check(offset, size, "the dynamic segment");
        if (size > DYNAMIC_LIMIT) {
          throw malformed("its dynamic segment has " + size + " bytes");
        }
        dynamic = content.read(offset, size, "the dynamic segment");
      } else if (type == PT_LOAD && size != 0) {
        memoryEnd = Math.max(memoryEnd, headers.getLong(at + 16) + headers.getLong(at + 40));
        content.check(offset, size, "a segment");
        if (Long.compareUnsigned(size, headers.getLong(at + 40)) > 0) {
          throw malformed("a segment is larger in the file than in memory");
        }
        boolean executable = (headers.getInt(at + 4) & PF_X) != 0;
        loads.add(new Load(headers.getLong(at + 16), offset, size, executable));
      } else if (type == PT_GNU_EH_FRAME) {
        unwindAddress = headers.getLong(at + 16);
      }
    }
    if (loads.isEmpty()) {
      throw malformed("it has no segment to load");
    }
    if (dynamic == null) {
      throw fail(Reason.NOT_A_LIBRARY, "has no dynamic segment: it is not a shared library");
    }
    readTags(dynamic);
  }

  private void readTags(ByteBuffer dynamic) {
    for (int at = 0; at <= dynamic.limit() - DYN_SIZE; at += DYN_SIZE) {
      long tag = dynamic.getLong(at);
      long value = dynamic.getLong(at + 8);
      if (tag == DT_NULL) {
        return;
      }
      if (tag == DT_NEEDED) {
        neededOffsets.add(value);
      } else {
        tags.put(tag, value);
      }
    }
    throw malformed("its dynamic segment has no end");
  }

  /** The loader does not need the sections; but where they are missing, the file was cut. */
  private void checkSectionsAreThere() {
    long offset = header.getLong(40);
    if (offset != 0) {
      content.check(offset, (long) u16(header, 60) * u16(header, 58), "the section headers");
    }
  }

  private ElfSymbolTable readSymbols() {
    if (!tags.containsKey(DT_SYMTAB)) {
      return new ElfSymbolTable(file, strings, ByteBuffer.allocate(0), null);
    }
    if (tags.getOrDefault(DT_SYMENT, (long) ElfSymbolTable.SYM_SIZE) != ElfSymbolTable.SYM_SIZE) {
      throw malformed("its symbols have " + tags.get(DT_SYMENT) + " bytes");
    }
    // The length of the symbol table is written nowhere: the hash tables know it.
    ElfSymbolTable.Hash hash = tags.containsKey(DT_GNU_HASH) ? readHash() : null;
    long count;
    if (hash != null && hash.chains().hasRemaining()) {
      count = hash.first() + hash.chains().limit() / 4;
    } else if (tags.containsKey(DT_HASH)) {
      count = u32(table(DT_HASH, 0, 8, "the hash table"), 4);
    } else {
      // A library that exports nothing has undefined symbols that no hash table counts.
      count = Math.max(countRelocated(DT_RELA, DT_RELASZ), countRelocated(DT_JMPREL, DT_PLTRELSZ));
    }
    return new ElfSymbolTable(file, strings, symbolTable(count * ElfSymbolTable.SYM_SIZE), hash);
  }

  private ByteBuffer symbolTable(long size) {
    return table(DT_SYMTAB, 0, size, "the symbol table");
  }

  private ElfSymbolTable.Hash readHash() {
    ByteBuffer head = table(DT_GNU_HASH, 0, 16, "the hash table");
    long first = u32(head, 4);
    long bucketsAt = 16 + u32(head, 8) * 8;
    ByteBuffer buckets = table(DT_GNU_HASH, bucketsAt, u32(head, 0) * 4, "the hash table");
    long last = 0;
    for (int at = 0; at < buckets.limit(); at += 4) {
      last = Math.max(last, u32(buckets, at));
    }
    long chainsAt = bucketsAt + buckets.limit();
    long size = last < first ? 0 : (last - first + 1) * 4;
    long limit = size + CHAIN_LIMIT;
    while (size > 0
        && (table(DT_GNU_HASH, chainsAt + size - 4, 4, "the hash table").getInt(0) & 1) == 0) {
      size += 4;
      if (size > limit) {
        throw malformed("a chain of its hash table has no end");
      }
    }
    ByteBuffer chains = table(DT_GNU_HASH, chainsAt, size, "the hash table");
    return new ElfSymbolTable.Hash(buckets, chains, first);
  }

  private long countRelocated(long tag, long sizeTag) {
    if (!tags.containsKey(tag)) {
      return 0;
    }
    ByteBuffer relocations = table(tag, 0, tags.getOrDefault(sizeTag, 0L), "a relocation table");
    long count = 0;
    for (int at = 0; at <= relocations.limit() - RELA_SIZE; at += RELA_SIZE) {
      count = Math.max(count, (relocations.getLong(at + 8) >>> 32) + 1);
    }
    return count;
  }

  private List<String> directories(long tag) {
    Long offset = tags.get(tag);
    List<String> directories = new ArrayList<>();
    if (offset != null) {
      for (String directory : strings.get(offset).split(":")) {
        if (!directory.isEmpty()) {
          directories.add(directory);
        }
      }
    }
    if (directories.size() > DIRECTORY_LIMIT) {
      throw malformed("it names " + directories.size() + " directories to search");
    }
    return directories;
  }

  /** The {@code size} bytes {@code skip} behind the address that a dynamic tag holds. */
  private ByteBuffer table(long tag, long skip, long size, String what) {
    Long address = tags.get(tag);
    if (address == null) {
      throw malformed(what + " is missing");
    }
    for (Load load : loads) {
      long at = address - load.address;
      if (at >= 0 && at < load.size) {
        if (skip > load.size - at || size < 0 || size > load.size - at - skip) {
          throw malformed(what + " is larger than its segment");
        }
        return content.read(load.offset + at + skip, size, what);
      }
    }
    throw malformed(what + " lies outside the file's segments");
  }

  private static int u16(ByteBuffer buffer, int at) {
    return Short.toUnsignedInt(buffer.getShort(at));
  }

  private static long u32(ByteBuffer buffer, int at) {
    return Integer.toUnsignedLong(buffer.getInt(at));
  }

  private ExtensionLoadException malformed(String words) {
    return fail(Reason.MALFORMED, "is no valid ELF file: " + words);
  }

  private ExtensionLoadException fail(Reason reason, String words) {
    return new ExtensionLoadException(reason, file, words);
  }
}
