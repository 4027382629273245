package dev.ambi.tests.answers;

import java.util.List;
import java.util.Map;

/**
 * What a recording says of itself.
 *
 * @param wheel the file name of the recorded wheel
 * @param sha256 the hash of the wheel
 * @param version the version of Bottleneck
 * @param python the version of CPython
 * @param numpy the versions of NumPy that were asked
 * @param functions the names of the functions of each module, all that it has
 */
public record Recording(
    String wheel,
    String sha256,
    String version,
    String python,
    List<String> numpy,
    Map<String, List<String>> functions) {}
