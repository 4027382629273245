package dev.ambi.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One call to make. Arguments are null, Boolean, Long, BigInteger, Double, String, {@link
 * ArrayFile}, and List and Map of these.
 *
 * @param target the module
 * @param function the function's name
 * @param args the positional arguments
 * @param kwargs the keyword arguments, in their order
 * @param out where the result is saved, or null
 */
record CallRequest(
    Target target, String function, List<Object> args, Map<String, Object> kwargs, Path out) {}
