package dev.ambi.bridge.host;

import dev.ambi.bridge.nativelib.CallContext;
import java.nio.file.Path;

/**
 * A module that was loaded and initialised.
 *
 * @param name the dotted name
 * @param file the .so or .whl
 * @param module address of the module object: a reference that the receiver owns
 * @param context of calls into it
 * @param usesNumpy whether it took NumPy's API
 */
public record LoadedModule(
    String name, Path file, long module, CallContext context, boolean usesNumpy) {}
