package dev.ambi.bridge.load;

import dev.ambi.bridge.ExtensionLoadException;
import dev.ambi.bridge.ExtensionLoadException.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The dynamic symbols of an ELF file. Of a library of the system only a few are ever asked for, so
 * they are found by its hash table, as the loader does, and made into lists only on demand: the C
 * library has three thousand, and every start would pay for them.
 */
final class ElfSymbolTable {

  static final int SYM_SIZE = 24;

  private static final int STV_DEFAULT = 0;
  private static final int STV_PROTECTED = 3;

  /**
   * The hash table of GNU's kind, checked to be inside the file.
   *
   * @param buckets for each remainder of a hash, the first symbol that has it, or 0
   * @param chains for each symbol from {@code first} on, its hash, the last bit of which ends a
   *     chain
   * @param first the first symbol that can be found: those before it are not exported
   */
  record Hash(ByteBuffer buckets, ByteBuffer chains, long first) {}

  /** All symbols, as lists. */
  record Symbols(List<ElfSymbol> undefined, List<ElfSymbol> exported, Set<String> names) {}

  private final Path file;
  private final ElfStrings strings;
  private final ByteBuffer table;
  private final Hash hash;
  private volatile Symbols symbols;

  ElfSymbolTable(Path file, ElfStrings strings, ByteBuffer table, Hash hash) {
    this.file = file;
    this.strings = strings;
    this.table = table;
    this.hash = hash;
  }

  boolean exports(String name) {
    return symbols != null || hash == null
        ? symbols().names.contains(name)
        : isHashed(name.getBytes(StandardCharsets.UTF_8));
  }

  private boolean isHashed(byte[] name) {
    int wanted = 5381;
    for (byte b : name) {
      wanted = wanted * 33 + (b & 0xff);
    }
    int buckets = hash.buckets.limit() / 4;
    if (buckets == 0) {
      return false;
    }
    long index = u32(hash.buckets, 4 * Integer.remainderUnsigned(wanted, buckets));
    for (; index >= hash.first && (index - hash.first + 1) * 4 <= hash.chains.limit(); index++) {
      int value = hash.chains.getInt((int) (index - hash.first) * 4);
      if ((value | 1) == (wanted | 1) && isExported(index, name)) {
        return true;
      }
      if ((value & 1) != 0) {
        return false;
      }
    }
    return false;
  }

  private boolean isExported(long index, byte[] name) {
    long at = index * SYM_SIZE;
    return at <= table.limit() - SYM_SIZE
        && strings.isAt(u32(table, (int) at), name)
        && isDefined((int) at)
        && isVisible((int) at)
        && binding(table.get((int) at + 4) >> 4 & 15) != null;
  }

  /** How many symbols there are, the first of which is none. */
  int size() {
    return table.limit() / SYM_SIZE;
  }

  /** The name of a symbol by its number; empty for a number that is out of range. */
  String name(long index) {
    return index > 0 && index < size() ? strings.get(u32(table, (int) index * SYM_SIZE)) : "";
  }

  /** Where a symbol is defined; 0 if it is defined elsewhere, or not at all. */
  long address(long index) {
    int at = (int) index * SYM_SIZE;
    return index > 0 && index < size() && isDefined(at) ? table.getLong(at + 8) : 0;
  }

  Symbols symbols() {
    Symbols made = symbols;
    if (made == null) {
      made = makeSymbols();
      symbols = made;
    }
    return made;
  }

  private Symbols makeSymbols() {
    List<ElfSymbol> undefined = new ArrayList<>();
    List<ElfSymbol> exported = new ArrayList<>();
    Set<String> names = new HashSet<>();
    long budget = strings.budget();
    for (int at = SYM_SIZE; at <= table.limit() - SYM_SIZE; at += SYM_SIZE) {
      int info = table.get(at + 4);
      ElfSymbol.Binding binding = binding(info >> 4 & 15);
      boolean defined = isDefined(at);
      if (binding == null || (defined && !isVisible(at))) {
        continue;
      }
      String name = strings.get(u32(table, at));
      budget -= name.length();
      if (budget < 0) {
        throw new ExtensionLoadException(
            Reason.MALFORMED, file, "is no valid ELF file: its names overlap without measure");
      }
      if (!name.isEmpty()) {
        (defined ? exported : undefined).add(new ElfSymbol(name, binding, kind(info & 15)));
        if (defined) {
          names.add(name);
        }
      }
    }
    return new Symbols(
        Collections.unmodifiableList(undefined),
        Collections.unmodifiableList(exported),
        Collections.unmodifiableSet(names));
  }

  private boolean isDefined(int at) {
    return table.getShort(at + 6) != 0;
  }

  private boolean isVisible(int at) {
    int visibility = table.get(at + 5) & 3;
    return visibility == STV_DEFAULT || visibility == STV_PROTECTED;
  }

  /** The binding by its number; null for one that no other file sees. */
  private static ElfSymbol.Binding binding(int number) {
    return switch (number) {
      case 1 -> ElfSymbol.Binding.GLOBAL;
      case 2 -> ElfSymbol.Binding.WEAK;
      case 10 -> ElfSymbol.Binding.UNIQUE;
      default -> null;
    };
  }

  private static ElfSymbol.Kind kind(int number) {
    return switch (number) {
      case 0 -> ElfSymbol.Kind.UNSPECIFIED;
      case 1, 5 -> ElfSymbol.Kind.OBJECT;
      case 2 -> ElfSymbol.Kind.FUNCTION;
      case 6 -> ElfSymbol.Kind.TLS;
      case 10 -> ElfSymbol.Kind.IFUNC;
      default -> ElfSymbol.Kind.OTHER;
    };
  }

  private static long u32(ByteBuffer buffer, int at) {
    return Integer.toUnsignedLong(buffer.getInt(at));
  }
}
