package dev.ambi.junit;

import dev.ambi.bridge.NumpyVersion;
import dev.ambi.bridge.trace.ApiFunction;
import dev.ambi.bridge.trace.CallTrace;
import dev.ambi.bridge.trace.TracedCall;
import dev.ambi.bridge.trace.TracedStruct;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opentest4j.AssertionFailedError;

/**
 * What the extensions of a test's host have used of NumPy's API, from the start of the test or the
 * last {@link #clear}; loading a module counts. {@link CallTrace} says what is recorded and what is
 * not.
 *
 * <p>An assertion about functions that were not used fails when no call was recorded at all: a test
 * that did not run the extension says nothing. All of them return this, so that they can be
 * chained. Function names that NumPy has not are refused. Thread-safe.
 */
public final class AbiTrace {
  private final NumpyVersion version;
  private final CallTrace trace;

  AbiTrace(NumpyVersion version, CallTrace trace) {
    this.version = version;
    this.trace = trace;
  }

  /** {@return the recorded calls, in the order in which they began} */
  public List<TracedCall> calls() {
    return trace.calls();
  }

  /**
   * The recorded calls of a function.
   *
   * @param function its name in C
   * @return the calls, in the order in which they began
   */
  public List<TracedCall> calls(String function) {
    Functions.require(function);
    return calls().stream().filter(c -> c.function().name().equals(function)).toList();
  }

  /** {@return how often each function was called, by name; all calls are counted} */
  public Map<String, Long> counts() {
    return trace.counts().entrySet().stream()
        .collect(
            Collectors.toMap(e -> e.getKey().name(), Map.Entry::getValue, Long::sum, TreeMap::new));
  }

  /** {@return the descriptors that crossed between NumPy and the extension} */
  public List<TracedStruct> descriptors() {
    return structs(TracedStruct.Kind.DESCR);
  }

  /** {@return the arrays that crossed between NumPy and the extension} */
  public List<TracedStruct> arrays() {
    return structs(TracedStruct.Kind.ARRAY);
  }

  private List<TracedStruct> structs(TracedStruct.Kind kind) {
    return trace.structs().stream().filter(s -> s.kind() == kind).toList();
  }

  /** {@return the record below this, with its limits} */
  public CallTrace record() {
    return trace;
  }

  /** Forgets what was recorded: what follows is about what comes after. */
  public void clear() {
    trace.clear();
  }

  /**
   * Fails unless each of the functions was called.
   *
   * @param functions their names in C
   * @return this
   * @throws IllegalArgumentException for no name, or one that NumPy has not: that could not fail
   */
  public AbiTrace assertCalled(String... functions) {
    Functions.requireSome(functions);
    Map<String, Long> counts = counts();
    List<String> missing = Arrays.stream(functions).filter(f -> !counts.containsKey(f)).toList();
    if (!missing.isEmpty()) {
      throw fail(
          "%s was not called; what was:%n%s"
              .formatted(String.join(", ", missing), table(f -> true)));
    }
    return this;
  }

  /**
   * Fails unless the function was called so often.
   *
   * @param function its name in C
   * @param times how often
   * @return this
   */
  public AbiTrace assertCalled(String function, long times) {
    Functions.require(function);
    long called = counts().getOrDefault(function, 0L);
    if (called != times) {
      throw fail("%s was called %s, not %s".formatted(function, times(called), times(times)));
    }
    return this;
  }

  /**
   * Fails unless a recorded call of the function is as it should be.
   *
   * @param function its name in C
   * @param expected what one of its calls has to be
   * @return this
   */
  public AbiTrace assertCalledWith(String function, Predicate<TracedCall> expected) {
    List<TracedCall> calls = calls(function);
    if (calls.stream().noneMatch(expected)) {
      long called = counts().getOrDefault(function, 0L);
      List<Object> told = new ArrayList<>(calls);
      if (called == 0) {
        told.add("it was not called");
      } else if (called > calls.size()) {
        told.add(
            "it was called %s, and of %d calls the arguments were not kept: raise @NumpyMatrix(tracedCalls = ...), or clear() the trace earlier"
                .formatted(times(called), called - calls.size()));
      }
      throw fail("no call of %s is as it should be:%n%s".formatted(function, lines(told.stream())));
    }
    return this;
  }

  /**
   * Fails where one of the functions was called.
   *
   * @param functions their names in C
   * @return this
   * @throws IllegalArgumentException for no name, or one that NumPy has not: that could not fail
   */
  public AbiTrace assertNotCalled(String... functions) {
    Functions.requireSome(functions);
    requireCalls();
    List<String> unwanted = Arrays.asList(functions);
    refuse("what it should not call", f -> unwanted.contains(f.name()));
    return this;
  }

  /**
   * Fails where another function was called than these.
   *
   * @param functions their names in C
   * @return this
   */
  public AbiTrace assertUsesOnly(String... functions) {
    Functions.require(functions);
    requireCalls();
    List<String> wanted = Arrays.asList(functions);
    refuse("more than it should", f -> !wanted.contains(f.name()));
    return this;
  }

  /**
   * Fails where a function was called that a version of NumPy does not have any more; says how
   * often, and what to use instead.
   *
   * @param numpy the version, as {@code "2.0"}
   * @return this
   */
  public AbiTrace assertUsesNothingRemovedIn(String numpy) {
    NumpyVersion target = Functions.version(numpy);
    requireCalls();
    refuse("what NumPy " + target + " does not have any more", f -> Functions.isGone(f, target));
    return this;
  }

  /**
   * Fails where a function was called that a version of NumPy does not have yet; says how often,
   * and with which version it came.
   *
   * @param numpy the version, as {@code "1.26"}
   * @return this
   */
  public AbiTrace assertUsesNothingNewerThan(String numpy) {
    NumpyVersion target = Functions.version(numpy);
    requireCalls();
    refuse("what NumPy " + target + " does not have yet", f -> Functions.isNewer(f, target));
    return this;
  }

  /**
   * Fails unless all descriptors and arrays that the extension was given are laid out as in the
   * version of the test's host.
   *
   * @return this
   */
  public AbiTrace assertLayout() {
    return assertLayout(version.toString());
  }

  /**
   * Fails unless all descriptors and arrays that the extension was given are laid out as in a
   * version of NumPy: each field has, at that version's offset, a value that it can have. Fails,
   * too, when it was given none.
   *
   * @param numpy the version, as {@code "2.0"}
   * @return this
   */
  public AbiTrace assertLayout(String numpy) {
    LayoutCheck check = LayoutCheck.of(Functions.version(numpy));
    List<TracedStruct> given = trace.structs().stream().filter(TracedStruct::given).toList();
    if (given.isEmpty()) {
      throw fail("no descriptor and no array was seen that the extension was given");
    }
    List<String> wrong = given.stream().flatMap(s -> check.problem(s).stream()).toList();
    if (!wrong.isEmpty()) {
      throw fail(
          "%d of %d structs that it was given are not laid out as in NumPy %s:%n%s"
              .formatted(wrong.size(), given.size(), numpy, lines(wrong.stream())));
    }
    return this;
  }

  /**
   * Fails where a limit of the trace was reached, so that {@link #calls}, {@link #descriptors} or
   * {@link #arrays} are not all that there was.
   *
   * @return this
   */
  public AbiTrace assertComplete() {
    String limits = limits();
    if (!limits.isEmpty()) {
      throw fail(limits + "; raise @NumpyMatrix(tracedCalls = ...), or clear() the trace earlier");
    }
    return this;
  }

  private void requireCalls() {
    if (trace.counts().isEmpty()) {
      throw fail(
          "no call of NumPy's API was recorded: was the extension loaded with this test's"
              + " ExtensionHost, and was it called?");
    }
  }

  private void refuse(String what, Predicate<ApiFunction> unwanted) {
    String found = table(unwanted);
    if (!found.isEmpty()) {
      throw fail("the extension uses " + what + ":\n" + found);
    }
  }

  /** A line for each function that was called and is so. */
  private String table(Predicate<ApiFunction> which) {
    return lines(
        trace.counts().entrySet().stream()
            .filter(e -> which.test(e.getKey()))
            .map(e ->
                e.getKey().name()
                    + ", called "
                    + times(e.getValue())
                    + Functions.note(e.getKey())));
  }

  private static String times(long count) {
    return count == 0 ? "never" : count == 1 ? "once" : count + " times";
  }

  private static String lines(Stream<?> items) {
    return items.map(i -> "  " + i).collect(Collectors.joining("\n"));
  }

  private AssertionFailedError fail(String what) {
    return new AssertionFailedError("on NumPy " + version + ": " + what);
  }

  private String limits() {
    Stream<String> reached =
        Stream.of(
            trace.callsLeftOut() == 0
                ? ""
                : "the limit of %d calls was reached: %d more were counted, not recorded"
                    .formatted(trace.limit(), trace.callsLeftOut()),
            trace.structsLeftOut() == 0
                ? ""
                : "the limit of structs was reached: %d more crossed"
                    .formatted(trace.structsLeftOut()));
    return reached.filter(s -> !s.isEmpty()).collect(Collectors.joining("; "));
  }

  /** Every recorded call, a line each, and whether a limit was reached. */
  @Override
  public String toString() {
    String limits = limits();
    return lines(calls().stream()) + (limits.isEmpty() ? "" : "\n  (" + limits + ")");
  }
}
