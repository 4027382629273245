package dev.ambi.compat.audit;

import static dev.ambi.compat.audit.x86.Registers.RAX;
import static dev.ambi.compat.audit.x86.Registers.RBP;
import static dev.ambi.compat.audit.x86.Registers.RSP;

import dev.ambi.bridge.load.ElfImage;
import dev.ambi.compat.audit.x86.Decoder;
import dev.ambi.compat.audit.x86.Instruction;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Follows pointers through the code, forwards, from the instructions that make them: along every
 * path, until nothing of interest is left. It goes from jump to jump and does not need to know
 * where functions begin or end.
 */
final class Flow {
  /** A path that comes by so often is a loop that counts in pointers. */
  private static final int VISITS = 64;

  /** What a hostile file could cost; a real one takes less than a hundredth of it. */
  private static final int STEPS = 50_000_000;

  /** The longest jump table that is looked through. */
  private static final int CASES = 4096;

  /** Where a path begins, the stack and frame pointers are apart by more than any frame has. */
  private static final long FRAME = 1L << 40;

  private final ElfImage image;
  private final CodeSweep sweep;
  private final Uses uses;
  private final Transfer transfer;
  private final Decoder decoder;
  private final Instruction insn = new Instruction();
  private final Tables tables;
  private final long[] functions;
  private final Map<Long, State> seen = new HashMap<>();
  private final Map<Long, Integer> visits = new HashMap<>();
  private final ArrayDeque<Long> work = new ArrayDeque<>();
  private final Calls calls = new Calls();
  private int steps;

  Flow(ElfImage image, CodeSweep sweep, Tables tables, Uses uses, Versions versions) {
    this.image = image;
    this.sweep = sweep;
    this.tables = tables;
    this.uses = uses;
    this.transfer = new Transfer(image, tables, uses, versions);
    this.decoder = new Decoder(image.bytes());
    this.functions = image.functions();
  }

  /** Follows what an instruction makes. */
  void from(long address) {
    State state = new State();
    state.registers[RSP] = Values.of(Values.STACK, 0);
    state.registers[RBP] = Values.of(Values.STACK, FRAME);
    // The first instruction makes what is of interest: before it there is nothing.
    Optional<ElfImage.Segment> part = codeAt(address);
    if (part.isPresent()) {
      walk(address, state, part.get(), true);
      drain();
    }
  }

  private void drain() {
    while (!work.isEmpty()) {
      long key = work.poll();
      long address = Calls.address(key);
      codeAt(address).ifPresent(part -> walk(address, new State(seen.get(key)), part, false));
    }
  }

  private void reach(long address, State state) {
    if (!state.isOfInterest(tables)) {
      return;
    }
    long key = Calls.key(address, state.caller);
    State before = seen.get(key);
    if (before == null) {
      seen.put(key, new State(state));
    } else if (!before.join(state) || visits.merge(key, 1, Integer::sum) > VISITS) {
      return;
    }
    work.add(key);
  }

  private Optional<ElfImage.Segment> codeAt(long address) {
    for (ElfImage.Segment part : image.code()) {
      if (part.contains(address)) {
        return Optional.of(part);
      }
    }
    return Optional.empty();
  }

  private void walk(long address, State state, ElfImage.Segment part, boolean first) {
    int shift = (int) (part.offset() - part.address());
    int limit = (int) (part.offset() + part.size());
    boolean begin = first;
    for (long at = address; part.contains(at); at = insn.next()) {
      if (++steps > STEPS) {
        uses.cutShort();
        work.clear();
        return;
      }
      if (at != address && seen.containsKey(Calls.key(at, state.caller))) {
        reach(at, state);
        return;
      }
      if (!decoder.decode((int) at + shift, limit, at, insn)) {
        return;
      }
      if (!step(state) || !begin && !state.isOfInterest(tables)) {
        return;
      }
      begin = false;
      if (isFunction(insn.next())) {
        return;
      }
    }
  }

  private boolean isFunction(long address) {
    return Arrays.binarySearch(functions, address) >= 0;
  }

  /** Carries out the instruction; whether the next one follows it. */
  private boolean step(State state) {
    int op = insn.opcode;
    if (insn.vector || insn.map > 1) {
      transfer.other(insn, state);
      return true;
    }
    if (insn.map == 1) {
      return twoBytes(state, op);
    }
    switch (op) {
      case 0xe8 -> {
        return call(state, insn.target());
      }
      case 0xe9, 0xeb -> {
        jump(state, insn.target());
        return false;
      }
      case 0xc3, 0xc2, 0xcb, 0xca, 0xcc, 0xf4 -> {
        if (op == 0xc3 || op == 0xc2) {
          giveBack(state);
        }
        return false;
      }
      case 0xe0, 0xe1, 0xe2, 0xe3 -> {
        reach(insn.target(), state);
        return true;
      }
      case 0xff -> {
        if (insn.group() == 2) {
          return transfer.call(insn, state);
        }
        if (insn.group() == 4) {
          leave(state);
          return false;
        }
        transfer.other(insn, state);
        return true;
      }
      default -> {
        if (op >= 0x70 && op <= 0x7f) {
          transfer.condition(op & 15, state);
          reach(insn.target(), state);
        } else {
          transfer.other(insn, state);
        }
        return true;
      }
    }
  }

  private boolean twoBytes(State state, int op) {
    if (op == 0x0b || op == 0xb9 || op == 0xff) {
      return false; // ud2 and its like: what follows is reached from elsewhere
    }
    if (op >= 0x80 && op <= 0x8f) {
      transfer.condition(op & 15, state);
      reach(insn.target(), state);
      return true;
    }
    if (op >= 0x40 && op <= 0x4f || op >= 0x90 && op <= 0x9f) {
      transfer.condition(op & 15, state);
    }
    transfer.other(insn, state);
    return true;
  }

  private boolean call(State state, long target) {
    String name = transfer.behind(target);
    if (!name.isEmpty()) {
      return transfer.callImport(name, state);
    }
    State arguments = transfer.arguments(state);
    transfer.callOwn(state);
    if (arguments != null) {
      arguments.caller = calls.note(insn.next(), state);
      if (arguments.caller != 0) {
        reach(target, arguments);
      }
    }
    return true;
  }

  /** A function's result: where what called it is known, that goes on with it. */
  private void giveBack(State state) {
    long result = state.registers[RAX];
    if (!Values.is(result, Values.TABLE) && !Values.is(result, Values.ATTRIBUTE)) {
      return;
    }
    if (state.caller == 0) {
      uses.escape();
      return;
    }
    State after = new State(calls.after(state.caller));
    after.registers[RAX] = result;
    reach(calls.next(state.caller), after);
  }

  private void jump(State state, long target) {
    String name = transfer.behind(target);
    if (name.isEmpty()) {
      reach(target, state);
    } else {
      transfer.callImport(name, state);
      if (Values.is(state.registers[RAX], Values.TABLE)) {
        uses.escape();
      }
    }
  }

  /** A jump to where a register or a place in memory points: a switch, or the last call. */
  private void leave(State state) {
    transfer.read(insn, state);
    long where = transfer.operand(insn, state);
    if (!Values.is(where, Values.JUMP_TABLE)) {
      return;
    }
    // How long the table is, the code does not say plainly; it ends before what is used otherwise.
    long table = Values.payload(where);
    long end = Math.min(sweep.nextTarget(table), table + 4L * CASES);
    Optional<ElfImage.Segment> here = codeAt(insn.address);
    for (long at = table; at < end; at += 4) {
      Optional<Integer> entry = image.intAt(at);
      if (entry.isEmpty() || here.isEmpty() || !here.get().contains(table + entry.get())) {
        return;
      }
      reach(table + entry.get(), state);
    }
  }
}
