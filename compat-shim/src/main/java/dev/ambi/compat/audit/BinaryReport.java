package dev.ambi.compat.audit;

import dev.ambi.bridge.NumpyVersion;
import java.util.List;
import java.util.OptionalInt;

/**
 * What an audit found of one binary.
 *
 * @param file the binary; of one in a wheel {@code WHEEL::PATH}
 * @param abi which of NumPy's ABIs it was built for
 * @param featureVersion the oldest feature version that it takes, as {@code
 *     PyArray_GetNDArrayCFeatureVersion} counts them, where it demands one
 * @param acceptedBy the known NumPy versions that will take it, oldest first
 * @param functions the slots of NumPy's tables that it reads, by table and slot
 * @param problems what is wrong for the version that was asked for; empty if it is clean
 * @param symbols the symbols of Python that it needs, sorted
 * @param symbolsMissing those of them that Ambi has not, sorted
 * @param remarks what could not be told, or should be known beside that
 */
public record BinaryReport(
    String file,
    BuiltFor abi,
    OptionalInt featureVersion,
    List<NumpyVersion> acceptedBy,
    List<FunctionUse> functions,
    List<Problem> problems,
    List<String> symbols,
    List<String> symbolsMissing,
    List<String> remarks) {

  /** Copies the lists. */
  public BinaryReport {
    acceptedBy = List.copyOf(acceptedBy);
    functions = List.copyOf(functions);
    problems = List.copyOf(problems);
    symbols = List.copyOf(symbols);
    symbolsMissing = List.copyOf(symbolsMissing);
    remarks = List.copyOf(remarks);
  }

  /**
   * Whether nothing was found that is wrong for the version that was asked for.
   *
   * @return whether there are no problems
   */
  public boolean isClean() {
    return problems.isEmpty();
  }
}
