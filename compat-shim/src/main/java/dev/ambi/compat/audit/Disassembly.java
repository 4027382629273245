package dev.ambi.compat.audit;

import dev.ambi.bridge.load.ElfImage;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/** What the code of a binary tells of its use of NumPy's tables. */
final class Disassembly {
  /** A binary has one variable for each table and source file at most. */
  private static final int ROUNDS = 8;

  private final Uses uses = new Uses();
  private final Versions versions = new Versions();
  private final Tables tables;
  private OptionalLong dtypeSize = OptionalLong.empty();

  private Disassembly(Tables tables) {
    this.tables = tables;
  }

  static Disassembly of(ElfImage image) {
    Tables tables = new Tables(image);
    Disassembly found = new Disassembly(tables);
    if (tables.hasNames() || DtypeDemand.isIn(image)) {
      found.look(image);
    }
    return found;
  }

  private void look(ElfImage image) {
    try (Disassembler code = new Disassembler(image)) {
      References references = new References(image, code);
      dtypeSize = new DtypeDemand(image, code, references).find();
      if (!tables.hasNames()) {
        return;
      }
      Flow flow = new Flow(image, code, references, tables, uses, versions);
      // First from the names of the tables to where these are kept, then from there to the uses,
      // which may keep them elsewhere once more.
      references.to(tables.names()).forEach(flow::from);
      int known = 0;
      for (int round = 0; round < ROUNDS && known < tables.size(); round++) {
        known = tables.size();
        references
            .to(
                LongStream.concat(
                    tables.variables(),
                    image.pointersTo(address -> tables.variable(address) != null)))
            .forEach(flow::from);
      }
    }
  }

  /** Whether it may use more of the tables than was found. */
  boolean isIncomplete() {
    boolean none = ApiTable.ALL.stream().allMatch(table -> uses.of(table).isEmpty());
    return tables.hasNames()
        && (none || uses.escapes() > 0 || uses.computedSlots() > 0 || uses.isCutShort());
  }

  /** How large a {@code numpy.dtype} has to be; empty where nothing compares its size. */
  OptionalLong dtypeSize() {
    return dtypeSize;
  }

  Uses uses() {
    return uses;
  }

  Versions versions() {
    return versions;
  }

  Tables tables() {
    return tables;
  }
}
