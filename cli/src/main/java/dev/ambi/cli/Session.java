package dev.ambi.cli;

import dev.ambi.bridge.ExtensionHost;
import dev.ambi.bridge.ExtensionModule;
import dev.ambi.bridge.Keyword;
import dev.ambi.bridge.NumpyVersion;
import dev.ambi.bridge.Value;
import dev.ambi.core.NDArray;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes calls in one host, which is opened by the first and keeps what they load. */
final class Session implements AutoCloseable {
  private final NumpyVersion numpy;
  private ExtensionHost host;

  Session(NumpyVersion numpy) {
    this.numpy = numpy;
  }

  /**
   * What a call gave.
   *
   * @param value the result
   * @param numpyMajor the major version of the NumPy that the module sees
   */
  record Result(Value value, int numpyMajor) {
    /** Python's texts for the result. */
    PythonText text() {
      return new PythonText(numpyMajor);
    }
  }

  /**
   * Makes a call, and saves its result if the request says so.
   *
   * @throws IOException when an array cannot be read, or the result not be written
   */
  Result call(CallRequest request) throws IOException {
    // Arrays first: a file that is not there needs no host.
    List<Object> arguments = new ArrayList<>();
    for (Object argument : request.args()) {
      arguments.add(resolve(argument));
    }
    for (Map.Entry<String, Object> keyword : request.kwargs().entrySet()) {
      arguments.add(Keyword.of(keyword.getKey(), resolve(keyword.getValue())));
    }
    if (host == null) {
      host = ExtensionHost.open(numpy);
    }
    Target target = request.target();
    ExtensionModule module = host.load(target.binary(), target.module());
    Value value = module.call(request.function(), arguments.toArray());
    if (request.out() != null) {
      ResultFile.save(value, request.out());
    }
    return new Result(value, module.numpyMajor());
  }

  private static Object resolve(Object argument) throws IOException {
    return switch (argument) {
      case ArrayFile file -> NDArray.load(file.path());
      case List<?> items -> {
        List<Object> resolved = new ArrayList<>();
        for (Object item : items) {
          resolved.add(resolve(item));
        }
        yield resolved;
      }
      case Map<?, ?> entries -> {
        Map<Object, Object> resolved = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : entries.entrySet()) {
          resolved.put(entry.getKey(), resolve(entry.getValue()));
        }
        yield resolved;
      }
      case null, default -> argument;
    };
  }

  @Override
  public void close() {
    if (host != null) {
      host.close();
    }
  }
}
