package dev.ambi.bridge.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The other side: C code that knows nothing of Ambi, compiled by the machine's compiler. */
final class Native {
  private final SymbolLookup library;

  /**
   * @param source a file beside this class, in the resources
   */
  Native(String source) {
    try (var text = Native.class.getResourceAsStream(source)) {
      Path directory = Files.createTempDirectory("ambi-exchange");
      Path c = directory.resolve(source);
      Path so = directory.resolve(source + ".so");
      Files.write(c, text.readAllBytes());
      Process cc =
          new ProcessBuilder(
                  List.of(
                      "cc",
                      "-std=c11",
                      "-Wall",
                      "-Wextra",
                      "-Werror",
                      "-shared",
                      "-fPIC",
                      "-o",
                      so.toString(),
                      c.toString(),
                      "-lpthread"))
              .redirectErrorStream(true)
              .start();
      String printed = new String(cc.getInputStream().readAllBytes(), UTF_8);
      if (cc.waitFor() != 0) {
        throw new AssertionError(printed);
      }
      library = SymbolLookup.libraryLookup(so, Arena.global());
      Files.delete(so);
      Files.delete(c);
      Files.delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  long address(String function) {
    return library.findOrThrow(function).address();
  }

  /** Calls a function of words that gives a word. */
  long call(String function, long... words) {
    ValueLayout[] parameters = new ValueLayout[words.length];
    Arrays.fill(parameters, ValueLayout.JAVA_LONG);
    MethodHandle handle =
        Linker.nativeLinker()
            .downcallHandle(
                library.findOrThrow(function),
                FunctionDescriptor.of(ValueLayout.JAVA_LONG, parameters));
    try {
      return (long) handle.invokeWithArguments(Arrays.stream(words).boxed().toList());
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  double callDouble(String function, MemorySegment struct) {
    try {
      return (double)
          Linker.nativeLinker()
              .downcallHandle(
                  library.findOrThrow(function),
                  FunctionDescriptor.of(ValueLayout.JAVA_DOUBLE, ValueLayout.ADDRESS))
              .invokeExact(struct);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }
}
