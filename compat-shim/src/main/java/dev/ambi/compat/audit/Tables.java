package dev.ambi.compat.audit;

import dev.ambi.bridge.load.ElfImage;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Where a binary keeps the pointers to NumPy's tables, and where the names of these stand in it.
 */
final class Tables {
  private final Map<Long, ApiTable> variables = new HashMap<>();
  private final Map<Long, ApiTable> names = new HashMap<>();

  Tables(ElfImage image) {
    for (ApiTable table : ApiTable.ALL) {
      for (long address : image.addressesOf(table.attribute)) {
        names.put(address, table);
      }
    }
  }

  /** The table whose variable is at an address, or null. */
  ApiTable variable(long address) {
    return variables.get(address);
  }

  /** The table whose attribute's name is at an address, or null. */
  ApiTable name(long address) {
    return names.get(address);
  }

  LongStream variables() {
    return variables.keySet().stream().mapToLong(Long::longValue);
  }

  /** Where the attributes' names are. */
  LongStream names() {
    return names.keySet().stream().mapToLong(Long::longValue);
  }

  boolean hasNames() {
    return !names.isEmpty();
  }

  /** Notes a variable; whether it is a new one. */
  boolean add(long address, ApiTable table) {
    return variables.putIfAbsent(address, table) == null;
  }

  int size() {
    return variables.size();
  }

  boolean isOfInterest(long value) {
    return switch (Values.kind(value)) {
      case Values.TABLE, Values.ATTRIBUTE, Values.VERSION -> true;
      case Values.FUNCTION -> Versions.isVersion(value);
      case Values.ADDRESS -> {
        long address = Values.payload(value);
        yield variables.containsKey(address) || names.containsKey(address);
      }
      default -> false;
    };
  }
}
