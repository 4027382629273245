package dev.ambi.compat.audit;

import static dev.ambi.compat.audit.Registers.RBP;
import static dev.ambi.compat.audit.Registers.RSP;

import dev.ambi.bridge.NumpyVersion;
import dev.ambi.bridge.layout.Layouts;
import dev.ambi.bridge.load.ElfImage;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * How large a {@code numpy.dtype} has to be for a module of Cython's. Such a module compares the
 * size of an object of each class that it knows with that of the struct in the headers, as it is
 * imported, whether or not it asks for NumPy's tables. Where the object is smaller it raises
 * "numpy.dtype size changed", which a module built with the headers of NumPy 1.x does in NumPy 2.
 *
 * <p>The comparison is in a function of the module's own, called with the names of the module and
 * of the class and then the size.
 */
final class DtypeDemand {
  /** How the message ends in all of Cython's versions that support CPython 3.11. */
  private static final String MESSAGE = " from C header, got %zd from PyObject";

  /** No call has its arguments made further from it. */
  private static final int NEAR = 32;

  /** What a hostile file could cost. */
  private static final int STEPS = 2_000_000;

  /** What is taken for a size of a descriptor. */
  private static final long LARGEST = 1 << 10;

  private final Disassembler code;
  private final References references;
  private final Transfer transfer;
  private final long[] names;
  private int steps;

  DtypeDemand(ElfImage image, Disassembler code, References references) {
    this.code = code;
    this.references = references;
    // What it finds of NumPy's tables is not asked for.
    this.transfer = new Transfer(image, code, new Tables(image), new Uses(), new Versions());
    this.names = names(image);
  }

  /** Whether a binary compares the size of a {@code dtype}, as far as its texts tell. */
  static boolean isIn(ElfImage image) {
    return names(image).length > 0;
  }

  private static long[] names(ElfImage image) {
    return image.addressesOf(MESSAGE).length == 0 ? new long[0] : image.addressesOf("dtype");
  }

  /** Whether the {@code dtype} of a version is large enough. */
  static boolean isMet(OptionalLong demand, NumpyVersion version) {
    return demand.isEmpty() || demand.getAsLong() <= sizeIn(version);
  }

  /** The size of a {@code dtype}. */
  static long sizeIn(NumpyVersion version) {
    return Layouts.numpy(version.toString()).struct("PyArray_Descr").byteSize();
  }

  /** The size that is demanded; empty if no such call was found. */
  OptionalLong find() {
    return references
        .to(Arrays.stream(names))
        .map(place -> size(references.beginOf(place), place))
        .filter(size -> size > 0)
        .max();
  }

  /** Goes on from the beginning of a function to the call behind a place; the size, or 0. */
  private long size(long begin, long place) {
    State state = new State();
    state.registers[RSP] = Values.of(Values.STACK, 0);
    state.registers[RBP] = Values.of(Values.STACK, 1L << 40);
    int left = NEAR;
    for (long at = begin; left > 0 && steps++ < STEPS; ) {
      Instruction insn = code.at(at);
      if (insn == null) {
        at++;
        left = at > place ? 0 : left;
        continue;
      }
      if (insn.kind() == Kind.CALL || insn.kind() == Kind.JUMP) {
        if (at > place) {
          return size(state);
        }
        state.forget(Registers.CALLER_SAVED);
      } else {
        transfer.other(insn, state);
      }
      left -= at > place ? 1 : 0;
      at = insn.next();
    }
    return 0;
  }

  private long size(State state) {
    for (int i = 0; i + 1 < Transfer.ARGUMENTS.length; i++) {
      long name = state.registers[Transfer.ARGUMENTS[i]];
      long size = state.registers[Transfer.ARGUMENTS[i + 1]];
      if (Values.is(name, Values.ADDRESS)
          && Arrays.binarySearch(names, Values.payload(name)) >= 0
          && Values.is(size, Values.CONSTANT)
          && Values.payload(size) > 0
          && Values.payload(size) <= LARGEST) {
        return Values.payload(size);
      }
    }
    return 0;
  }
}
