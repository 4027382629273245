package dev.ambi.bridge.host;

import dev.ambi.bridge.numpy.ApiTables;
import dev.ambi.bridge.trace.ApiFunction;
import dev.ambi.bridge.trace.CParameter;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;

/** The functions of both ABIs as numpy_trace.h numbers and describes them. */
final class TraceSignatures {
  private static final int ABIS = 2;
  private static final int ARRAY_SLOTS = 400;
  private static final int SLOTS = 500;

  /** Parameters that are passed in registers when they are no doubles. */
  static final int REGISTERS = 6;

  /** {@code ambi_trace_signature}. */
  private static final int SIZE = 16;

  /** As many as {@code NPY_MAXDIMS}: one for each array of a PyArray_MultiIterNew. */
  private static final int VARIADIC_WORDS = 64;

  private static final int WORD = 0;
  private static final int DOUBLE = 1;
  private static final int OBJECT = 2;
  private static final int OUT = 3;

  private static final ApiFunction[] FUNCTIONS = new ApiFunction[ABIS * SLOTS];
  private static final MemorySegment SIGNATURES =
      Arena.global().allocate((long) SIZE * ABIS * SLOTS);

  static {
    for (int abi = 1; abi <= ABIS; abi++) {
      for (ApiFunction f : ApiFunction.all(abi)) {
        int number = number(abi, f.slot().table().equals(ApiTables.UFUNC), f.slot().index());
        FUNCTIONS[number] = f;
        write(SIGNATURES.asSlice((long) SIZE * number, SIZE), f);
      }
    }
  }

  private TraceSignatures() {}

  /** The number of a slot. */
  static int number(int abi, boolean ufunc, int slot) {
    return (abi - 1) * SLOTS + (ufunc ? ARRAY_SLOTS : 0) + slot;
  }

  /** The function of that number; null where there is no slot. */
  static ApiFunction function(int number) {
    return FUNCTIONS[number];
  }

  /** How many numbers there are. */
  static int count() {
    return FUNCTIONS.length;
  }

  /** The array of {@code ambi_trace_signature}. */
  static long address() {
    return SIGNATURES.address();
  }

  private static void write(MemorySegment signature, ApiFunction f) {
    List<CParameter> parameters = f.parameters();
    int words = 0;
    for (CParameter p : parameters) {
      words += p.kind() == CParameter.Kind.DOUBLE ? 0 : 1;
    }
    // What is not known may have any number of arguments.
    boolean open = f.variadic() || f.declaration() == null;
    put(signature, 0, parameters.size());
    put(signature, 1, open ? VARIADIC_WORDS : Math.max(0, words - REGISTERS));
    put(signature, 2, kind(f.result()));
    for (int i = 0; i < parameters.size(); i++) {
      put(signature, 3 + i, isOut(f, i) ? OUT : kind(parameters.get(i)));
    }
  }

  private static void put(MemorySegment signature, int offset, int value) {
    signature.set(ValueLayout.JAVA_BYTE, offset, (byte) value);
  }

  private static int kind(CParameter p) {
    return p.kind() == CParameter.Kind.DOUBLE ? DOUBLE : p.kind().isObject() ? OBJECT : WORD;
  }

  /** PyArg_ParseTuple's converters: int (PyObject *, THING **). */
  private static boolean isOut(ApiFunction f, int index) {
    String type = f.parameters().get(index).cType();
    return index == 1
        && f.parameters().size() == 2
        && f.name().contains("Converter")
        && type.startsWith("Py")
        && type.endsWith("**");
  }
}
