package dev.ambi.compat.audit;

import static dev.ambi.compat.audit.Registers.RAX;
import static dev.ambi.compat.audit.Registers.RBP;
import static dev.ambi.compat.audit.Registers.RSP;

import dev.ambi.bridge.load.ElfImage;
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

  /** What a hostile file could cost; a real one takes less than a twentieth of it. */
  private static final int STEPS = 2_000_000;

  /** The longest jump table that is looked through. */
  private static final int CASES = 4096;

  /** Where a path begins, the stack and frame pointers are apart by more than any frame has. */
  private static final long FRAME = 1L << 40;

  private final ElfImage image;
  private final Disassembler code;
  private final References references;
  private final Uses uses;
  private final Transfer transfer;
  private final Tables tables;
  private final long[] functions;
  private final Map<Long, State> seen = new HashMap<>();
  private final Map<Long, Integer> visits = new HashMap<>();
  private final ArrayDeque<Long> work = new ArrayDeque<>();
  private final Calls calls = new Calls();
  private int steps;

  Flow(
      ElfImage image,
      Disassembler code,
      References references,
      Tables tables,
      Uses uses,
      Versions versions) {
    this.image = image;
    this.code = code;
    this.references = references;
    this.tables = tables;
    this.uses = uses;
    this.transfer = new Transfer(image, code, tables, uses, versions);
    this.functions = image.functions();
  }

  /** Follows what an instruction makes. */
  void from(long address) {
    State state = new State();
    state.registers[RSP] = Values.of(Values.STACK, 0);
    state.registers[RBP] = Values.of(Values.STACK, FRAME);
    // The first instruction makes what is of interest: before it there is nothing.
    walk(address, state, true);
    drain();
  }

  private void drain() {
    while (!work.isEmpty()) {
      long key = work.poll();
      long address = Calls.address(key);
      walk(address, new State(seen.get(key)), false);
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

  private void walk(long address, State state, boolean first) {
    boolean begin = first;
    for (long at = address; ; ) {
      if (++steps > STEPS) {
        uses.cutShort();
        work.clear();
        return;
      }
      if (at != address && seen.containsKey(Calls.key(at, state.caller))) {
        reach(at, state);
        return;
      }
      Instruction insn = code.at(at);
      if (insn == null || !step(insn, state) || !begin && !state.isOfInterest(tables)) {
        return;
      }
      begin = false;
      at = insn.next();
      if (isFunction(at)) {
        return;
      }
    }
  }

  private boolean isFunction(long address) {
    return Arrays.binarySearch(functions, address) >= 0;
  }

  /** Carries out the instruction; whether the next one follows it. */
  private boolean step(Instruction insn, State state) {
    boolean direct = insn.operand(0) instanceof Operand.Immediate;
    long target = insn.operand(0) instanceof Operand.Immediate to ? to.value() : 0;
    return switch (insn.kind()) {
      case CALL -> direct ? call(insn, state, target) : transfer.call(insn, state);
      case JUMP -> {
        if (direct) {
          jump(state, target);
        } else {
          leave(insn, state);
        }
        yield false;
      }
      case JUMP_IF -> {
        transfer.condition(insn.condition(), state);
        reach(target, state);
        yield true;
      }
      case LOOP -> {
        reach(target, state);
        yield true;
      }
      case RETURN -> {
        giveBack(state);
        yield false;
      }
      case END -> false;
      case MOVE_IF, SET_IF -> {
        transfer.condition(insn.condition(), state);
        transfer.other(insn, state);
        yield true;
      }
      default -> {
        transfer.other(insn, state);
        yield true;
      }
    };
  }

  private boolean call(Instruction insn, State state, long target) {
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
  private void leave(Instruction insn, State state) {
    transfer.read(insn, state);
    long where = transfer.operand(insn, 0, state);
    if (!Values.is(where, Values.JUMP_TABLE)) {
      return;
    }
    // How long the table is, the code does not say plainly; it ends before what is used otherwise.
    long table = Values.payload(where);
    long end = references.nextTarget(table, table + 4L * CASES);
    ElfImage.Segment here = code.code(insn.address());
    for (long at = table; at < end; at += 4) {
      Optional<Integer> entry = image.intAt(at);
      if (entry.isEmpty() || !here.contains(table + entry.get())) {
        return;
      }
      reach(table + entry.get(), state);
    }
  }
}
