package dev.ambi.bridge.host;

import dev.ambi.bridge.nativelib.Memory;
import dev.ambi.bridge.trace.ApiFunction;
import dev.ambi.bridge.trace.Bytes;
import dev.ambi.bridge.trace.CParameter;
import dev.ambi.bridge.trace.TracedCall;
import dev.ambi.bridge.trace.TracedStruct;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is in an {@code ambi_trace} (numpy_trace.h), copied out. Made with the interpreter lock
 * held; immutable.
 */
final class TraceContent {
  /** Offsets in {@code ambi_trace}. */
  private static final class Trace {
    static final int RECORDS = 0;
    static final int CAPACITY = 8;
    static final int NEXT = 16;
    static final int STRUCTS = 24;
    static final int STRUCT_COUNT = 32;
    static final int STRUCTS_LEFT_OUT = 40;
    static final int COUNTS = 64;
  }

  /** {@code ambi_trace_record}. */
  private static final class Record {
    static final int STATE = 0;
    static final int FUNCTION = 4;
    static final int LOCKED = 8;
    static final int RAISED = 12;
    static final int WORDS = 16;
    static final int DOUBLES = 112;
    static final int RESULT = 144;
    static final int CALLER = 152;
    static final int SIZE = 160;
    static final int EMPTY = 0;
    static final int RETURNED = 2;
  }

  /** {@code ambi_trace_struct}. */
  private static final class Struct {
    static final int ADDRESS = 0;
    static final int COUNT = 8;
    static final int KIND = 16;
    static final int HOW = 20;
    static final int FUNCTION = 24;
    static final int ABI = 28;
    static final int TYPE_ABI = 32;
    static final int BYTE_COUNT = 36;
    static final int BYTES = 40;
    static final int SIZE = 160;
    static final int DESCR = 1;
  }

  private final boolean builtFor1;
  private final List<TracedCall> calls = new ArrayList<>();
  private final Map<ApiFunction, Long> counts = new LinkedHashMap<>();
  private final List<TracedStruct> structs = new ArrayList<>();
  private final long callsLeftOut;
  private final long structsLeftOut;

  /**
   * Copies it.
   *
   * @param trace its address
   * @param builtFor1 whether an extension calls renamed functions by their names in 1.x
   */
  TraceContent(long trace, boolean builtFor1) {
    this.builtFor1 = builtFor1;
    long next = Memory.getLong(trace + Trace.NEXT);
    long capacity = Memory.getLong(trace + Trace.CAPACITY);
    callsLeftOut = Math.max(0, next - capacity);
    structsLeftOut = Memory.getLong(trace + Trace.STRUCTS_LEFT_OUT);
    long records = Memory.getLong(trace + Trace.RECORDS);
    for (long i = 0; i < Math.min(next, capacity); i++) {
      call(records + i * Record.SIZE);
    }
    long seen = Memory.getLong(trace + Trace.STRUCTS);
    for (long i = 0; i < Memory.getLong(trace + Trace.STRUCT_COUNT); i++) {
      structs.add(struct(seen + i * Struct.SIZE));
    }
    for (int i = 0; i < TraceSignatures.count(); i++) {
      long count = Memory.getLong(trace + Trace.COUNTS + 8L * i);
      if (count != 0) {
        counts.put(function(i), count);
      }
    }
  }

  private void call(long record) {
    // A thread without the lock may be writing: the state is written last.
    int state =
        (int)
            ValueLayout.JAVA_INT
                .varHandle()
                .getAcquire(Memory.segment(record, Record.SIZE), (long) Record.STATE);
    if (state == Record.EMPTY) {
      return;
    }
    ApiFunction function = function(Memory.getInt(record + Record.FUNCTION));
    List<Long> arguments = new ArrayList<>();
    int words = 0;
    int doubles = 0;
    for (CParameter p : function.parameters()) {
      boolean isDouble = p.kind() == CParameter.Kind.DOUBLE;
      int offset = isDouble ? Record.DOUBLES + 8 * doubles++ : Record.WORDS + 8 * words++;
      arguments.add(p.kind().of(Memory.getLong(record + offset)));
    }
    boolean returned = state == Record.RETURNED;
    calls.add(
        new TracedCall(
            function,
            arguments,
            returned,
            returned ? function.result().kind().of(Memory.getLong(record + Record.RESULT)) : 0,
            Memory.getInt(record + Record.RAISED) != 0,
            Memory.getInt(record + Record.LOCKED) != 0,
            Memory.getLong(record + Record.CALLER)));
  }

  private ApiFunction function(int number) {
    ApiFunction function = TraceSignatures.function(number);
    return builtFor1 ? function : function.byNameIn2();
  }

  private TracedStruct struct(long seen) {
    int function = Memory.getInt(seen + Struct.FUNCTION);
    boolean descr = Memory.getInt(seen + Struct.KIND) == Struct.DESCR;
    int size = Memory.getInt(seen + Struct.BYTE_COUNT);
    return new TracedStruct(
        descr ? TracedStruct.Kind.DESCR : TracedStruct.Kind.ARRAY,
        TracedStruct.How.values()[Memory.getInt(seen + Struct.HOW)],
        function < 0 ? Optional.empty() : Optional.of(function(function)),
        Memory.getInt(seen + Struct.ABI),
        Memory.getInt(seen + Struct.TYPE_ABI),
        Memory.getLong(seen + Struct.ADDRESS),
        Memory.getLong(seen + Struct.COUNT),
        new Bytes(Memory.segment(seen + Struct.BYTES, size).toArray(ValueLayout.JAVA_BYTE)));
  }

  List<TracedCall> calls() {
    return Collections.unmodifiableList(calls);
  }

  Map<ApiFunction, Long> counts() {
    return Collections.unmodifiableMap(counts);
  }

  List<TracedStruct> structs() {
    return Collections.unmodifiableList(structs);
  }

  long callsLeftOut() {
    return callsLeftOut;
  }

  long structsLeftOut() {
    return structsLeftOut;
  }
}
