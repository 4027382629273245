package dev.ambi.compat.audit;

import dev.ambi.bridge.load.ElfImage;
import dev.ambi.compat.audit.x86.Decoder;
import dev.ambi.compat.audit.x86.Instruction;
import java.util.Arrays;
import java.util.function.LongPredicate;

/**
 * One pass over all code of a binary, from instruction to instruction, that notes which refer to
 * data by an address relative to their own.
 */
final class CodeSweep {
  private long[] places = new long[1024];
  private long[] targets = new long[1024];
  private long[] sorted;
  private int count;

  private CodeSweep() {}

  static CodeSweep of(ElfImage image) {
    CodeSweep sweep = new CodeSweep();
    long[] functions = image.functions();
    for (ElfImage.Segment part : image.code()) {
      sweep.look(image, part, functions);
    }
    return sweep;
  }

  private void look(ElfImage image, ElfImage.Segment part, long[] functions) {
    Decoder decoder = new Decoder(image.bytes());
    Instruction insn = new Instruction();
    long end = part.address() + part.size();
    int shift = (int) (part.offset() - part.address());
    int limit = (int) (part.offset() + part.size());
    int function = Arrays.binarySearch(functions, part.address());
    function = function < 0 ? -function - 1 : function;
    for (long at = part.address(); at < end; ) {
      // What lies between functions may be data; where one begins there is an instruction.
      while (function < functions.length && functions[function] <= at) {
        function++;
      }
      decoder.decode((int) at + shift, limit, at, insn);
      if (insn.hasMemory() && insn.isRipRelative()) {
        note(at, insn.ripTarget());
      }
      at = insn.next();
      if (function < functions.length && at > functions[function]) {
        at = functions[function];
      }
    }
  }

  private void note(long place, long target) {
    if (count == places.length) {
      places = Arrays.copyOf(places, 2 * count);
      targets = Arrays.copyOf(targets, 2 * count);
    }
    places[count] = place;
    targets[count++] = target;
  }

  /** The next address behind this one that an instruction refers to, or one out of reach. */
  long nextTarget(long address) {
    if (sorted == null) {
      sorted = Arrays.copyOf(targets, count);
      Arrays.sort(sorted);
    }
    int at = Arrays.binarySearch(sorted, address + 1);
    at = at < 0 ? -at - 1 : at;
    return at < count ? sorted[at] : Long.MAX_VALUE;
  }

  /** The instructions that refer to an address which the predicate wants. */
  long[] referring(LongPredicate wanted) {
    long[] found = new long[16];
    int size = 0;
    for (int i = 0; i < count; i++) {
      if (wanted.test(targets[i])) {
        found = size == found.length ? Arrays.copyOf(found, 2 * size) : found;
        found[size++] = places[i];
      }
    }
    return Arrays.copyOf(found, size);
  }
}
