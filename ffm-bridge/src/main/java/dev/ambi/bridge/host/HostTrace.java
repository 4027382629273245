package dev.ambi.bridge.host;

import dev.ambi.bridge.abi.NumpyAbi;
import dev.ambi.bridge.nativelib.CallContext;
import dev.ambi.bridge.nativelib.Downcalls;
import dev.ambi.bridge.nativelib.LibAmbi;
import dev.ambi.bridge.nativelib.Memory;
import dev.ambi.bridge.nativelib.Upcalls;
import dev.ambi.bridge.numpy.ApiTables;
import dev.ambi.bridge.trace.ApiFunction;
import dev.ambi.bridge.trace.CallTrace;
import dev.ambi.bridge.trace.TracedCall;
import dev.ambi.bridge.trace.TracedStruct;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** A host's lane of stubs (numpy_trace.h), and the tables of them that the host hands out. */
final class HostTrace implements CallTrace {
  /** The tables of each lane, ABI and table; they live as long as the process, as all tables. */
  private static final Map<List<Integer>, Long> TABLES = new ConcurrentHashMap<>();

  private final int limit;
  private final long lane;
  private CallContext context;

  /** What there was when the host was closed; null before. Guarded by the interpreter lock. */
  private TraceContent atClose;

  private HostTrace(int limit, long lane) {
    this.limit = limit;
    this.lane = lane;
  }

  /** An empty trace. The lock is held. */
  static HostTrace open(int limit) {
    long lane = Downcalls.call(Symbols.OPEN, limit, TraceSignatures.address());
    return switch ((int) lane) {
      case -1 ->
          throw new IllegalStateException(
              "8 traced hosts are open, which is as many as there can be: close one first");
      case -2 -> throw new IllegalStateException("there is no memory to trace " + limit + " calls");
      case -3 ->
          throw new UnsupportedOperationException(
              "calls can be traced on x86-64 Linux only, not on "
                  + System.getProperty("os.name")
                  + " on "
                  + System.getProperty("os.arch"));
      default -> new HostTrace(limit, lane);
    };
  }

  /** Sees what the modules of a context are given by Java. The lock is held. */
  void watch(CallContext watched) {
    context = watched;
    Downcalls.call(Symbols.CONTEXT, watched.id(), lane, watched.abi().tag());
  }

  /** The table to hand out in place of the ABI's own. The lock is held. */
  long table(NumpyAbi abi, boolean ufunc) {
    return TABLES.computeIfAbsent(
        List.of((int) lane, abi.tag(), ufunc ? 1 : 0), _ -> build(abi, ufunc));
  }

  private long build(NumpyAbi abi, boolean ufunc) {
    String name = ufunc ? ApiTables.UFUNC : ApiTables.ARRAY;
    List<ApiFunction> functions =
        ApiFunction.all(abi.tag()).stream().filter(f -> f.slot().table().equals(name)).toList();
    int length = functions.stream().mapToInt(f -> f.slot().index()).max().orElseThrow() + 1;
    long[] slots = Memory.longs(ufunc ? abi.ufuncTable() : abi.arrayTable(), length);
    for (ApiFunction f : functions) {
      if (!f.data()) {
        int slot = f.slot().index();
        int number = TraceSignatures.number(abi.tag(), ufunc, slot);
        slots[slot] = Downcalls.call(Symbols.STUB, lane, number, slots[slot]);
      }
    }
    return Arena.global().allocateFrom(ValueLayout.JAVA_LONG, slots).address();
  }

  /** Keeps what was recorded, and frees the rest. The lock is held. */
  void close() {
    if (atClose == null) {
      atClose = content();
      Downcalls.call(Symbols.CLOSE, lane);
    }
  }

  private TraceContent content() {
    boolean builtFor1 = context.host().loader().hasBuiltFor1();
    return new TraceContent(Downcalls.call(Symbols.OF, lane), builtFor1);
  }

  private <T> T read(Function<TraceContent, T> reader) {
    return Upcalls.underLock(context, () -> reader.apply(atClose == null ? content() : atClose));
  }

  @Override
  public int limit() {
    return limit;
  }

  @Override
  public List<TracedCall> calls() {
    return read(TraceContent::calls);
  }

  @Override
  public Map<ApiFunction, Long> counts() {
    return read(TraceContent::counts);
  }

  @Override
  public List<TracedStruct> structs() {
    return read(TraceContent::structs);
  }

  @Override
  public long callsLeftOut() {
    return read(TraceContent::callsLeftOut);
  }

  @Override
  public long structsLeftOut() {
    return read(TraceContent::structsLeftOut);
  }

  @Override
  public void clear() {
    Upcalls.underLock(
        context,
        () -> {
          if (atClose != null) {
            throw new IllegalStateException(
                "the ExtensionHost is closed: its trace can be read, but no more be cleared");
          }
          Downcalls.call(Symbols.CLEAR, lane);
        });
  }

  private static final class Symbols {
    static final long OPEN = LibAmbi.address("ambi_trace_open");
    static final long CONTEXT = LibAmbi.address("ambi_trace_context");
    static final long STUB = LibAmbi.address("ambi_trace_stub");
    static final long OF = LibAmbi.address("ambi_trace_of");
    static final long CLEAR = LibAmbi.address("ambi_trace_clear");
    static final long CLOSE = LibAmbi.address("ambi_trace_close");
  }
}
