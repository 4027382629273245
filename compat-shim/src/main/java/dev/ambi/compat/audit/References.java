package dev.ambi.compat.audit;

import dev.ambi.bridge.load.ElfImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Which instructions refer to data by an address relative to their own. What to disassemble for
 * that the bytes tell: only where four of them could be the distance to the data that is asked for
 * can there be such an instruction. Then its function is disassembled from where it begins.
 */
final class References {
  /** So many bytes of the instruction may be behind the distance: an immediate operand. */
  private static final int FURTHEST = 4;

  private static final int PLACE_BITS = 31;
  private static final long PLACE = (1L << PLACE_BITS) - 1;

  /** Takes what {@link Disassembler#sweep} finds, in ascending order. */
  interface Sink {
    /** The instruction at {@code place} refers to {@code target}. */
    void note(long place, long target);
  }

  /**
   * Code that is disassembled at once: a function, as far as that is known; or what is in front of
   * the first one, which may be data.
   */
  private static final class Stretch implements Sink {
    final long from;
    final long to;
    private boolean isSwept;
    private long[] places = new long[8];
    private long[] targets = new long[8];
    private int count;

    Stretch(long from, long to) {
      this.from = from;
      this.to = to;
    }

    @Override
    public void note(long place, long target) {
      if (count == places.length) {
        places = Arrays.copyOf(places, 2 * count);
        targets = Arrays.copyOf(targets, 2 * count);
      }
      places[count] = place;
      targets[count++] = target;
    }

    void sweep(Disassembler code) {
      if (!isSwept) {
        isSwept = true;
        code.sweep(from, to, this);
      }
    }

    /** Where the last instruction that begins in front of an address leads to; -1 if nowhere. */
    long targetOf(long address) {
      int at = Arrays.binarySearch(places, 0, count, address - 1);
      at = at < 0 ? -at - 2 : at;
      return at < 0 ? -1 : targets[at];
    }

    LongStream to(long[] wanted, Disassembler code) {
      sweep(code);
      return IntStream.range(0, count)
          .filter(i -> Arrays.binarySearch(wanted, targets[i]) >= 0)
          .mapToLong(i -> places[i]);
    }
  }

  private final Disassembler code;
  private final List<Stretch> stretches = new ArrayList<>();
  private final Map<Long, Long> next = new HashMap<>();

  /** All addresses here are from this one on, so that two of them fit into a number. */
  private final long lowest;

  private final long size;

  /**
   * Where four bytes may be a distance: the address that it leads to if nothing is behind it, and
   * below that the address behind the four bytes.
   */
  private long[] candidates = new long[1 << 16];

  private int count;
  private boolean isSorted;

  /** Those of the sorted candidates that turned out to be none. */
  private final BitSet refuted = new BitSet();

  References(ElfImage image, Disassembler code) {
    this.code = code;
    lowest = image.segments().stream().mapToLong(ElfImage.Segment::address).min().orElse(0);
    size = Math.min(image.end() - lowest, 1L << 32);
    long[] functions = image.functions();
    for (ElfImage.Segment part : image.code()) {
      split(part, functions);
    }
    for (ElfImage.Segment part : image.code()) {
      look(image, part);
    }
  }

  /** What lies between functions may be data; where one begins there is an instruction. */
  private void split(ElfImage.Segment part, long[] functions) {
    long from = part.address();
    int function = Arrays.binarySearch(functions, from);
    for (int i = function < 0 ? -function - 1 : function + 1;
        i < functions.length && part.contains(functions[i]);
        i++) {
      if (functions[i] > from) {
        stretches.add(new Stretch(from, functions[i]));
        from = functions[i];
      }
    }
    stretches.add(new Stretch(from, part.address() + part.size()));
  }

  private void look(ElfImage image, ElfImage.Segment part) {
    byte[] bytes = image.bytes();
    // Jumps and calls lead to code, and most of what is four bytes by chance.
    List<ElfImage.Segment> sections = new ArrayList<>(image.code());
    sections.removeAll(image.segments());
    long behind = part.address() - lowest;
    int end = (int) (part.offset() + part.size());
    int distance = 0;
    for (int at = (int) part.offset(); at < end; at++) {
      distance = distance >>> 8 | bytes[at] << 24;
      behind++;
      long target = behind + distance;
      if (target >= -FURTHEST && target < size && behind <= PLACE && !isIn(sections, target)) {
        add(Math.max(target, 0), behind);
      }
    }
  }

  private boolean isIn(List<ElfImage.Segment> sections, long target) {
    for (int i = 0; i < sections.size(); i++) {
      if (sections.get(i).contains(target + lowest)) {
        return true;
      }
    }
    return false;
  }

  private void add(long target, long behind) {
    if (count == candidates.length) {
      candidates = Arrays.copyOf(candidates, 2 * count);
    }
    candidates[count++] = target << PLACE_BITS | behind;
  }

  private long target(int candidate) {
    return lowest + (candidates[candidate] >>> PLACE_BITS);
  }

  private long behind(int candidate) {
    return lowest + (candidates[candidate] & PLACE);
  }

  private int stretch(long address) {
    int low = 0;
    int high = stretches.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (stretches.get(middle).from <= address) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /**
   * The instructions that refer to one of some addresses.
   *
   * @param addresses what they refer to
   * @return where they are, ascending
   */
  LongStream to(LongStream addresses) {
    long[] wanted = addresses.sorted().distinct().toArray();
    BitSet hit = new BitSet();
    for (int i = 0; i < count && wanted.length > 0; i++) {
      if (mayBe(target(i), wanted)) {
        hit.set(stretch(behind(i) - 1));
      }
    }
    return hit.stream().boxed().flatMapToLong(i -> stretches.get(i).to(wanted, code));
  }

  /** Where the function that an address is in begins, as far as that is known. */
  long beginOf(long address) {
    return stretches.get(stretch(address)).from;
  }

  private static boolean mayBe(long target, long[] wanted) {
    if (target > wanted[wanted.length - 1] || target + FURTHEST < wanted[0]) {
      return false;
    }
    int at = Arrays.binarySearch(wanted, target);
    at = at < 0 ? -at - 1 : at;
    return at < wanted.length && wanted[at] <= target + FURTHEST;
  }

  /** The next address behind this one that an instruction refers to; at the most the limit. */
  long nextTarget(long address, long limit) {
    return next.computeIfAbsent(address, from -> find(from, limit));
  }

  private long find(long address, long limit) {
    if (!isSorted) {
      Arrays.sort(candidates, 0, count);
      isSorted = true;
    }
    long first = Math.max(0, address + 1 - FURTHEST - lowest) << PLACE_BITS;
    int at = Arrays.binarySearch(candidates, 0, count, first);
    long best = limit;
    for (int i = refuted.nextClearBit(at < 0 ? -at - 1 : at);
        i < count && target(i) < best;
        i = refuted.nextClearBit(i + 1)) {
      long found = confirmed(i);
      if (found < 0) {
        refuted.set(i);
      } else if (found > address) {
        best = Math.min(best, found);
      }
    }
    return best;
  }

  /** Where the instruction with a candidate leads to; -1 if there is none. */
  private long confirmed(int candidate) {
    Stretch stretch = stretches.get(stretch(behind(candidate) - 1));
    stretch.sweep(code);
    long found = stretch.targetOf(behind(candidate));
    return found >= target(candidate) && found <= target(candidate) + FURTHEST ? found : -1;
  }
}
