package dev.ambi.cli.source;

/**
 * What headers say of versions as a file is compiled with them.
 *
 * @param feature {@code NPY_FEATURE_VERSION}: the oldest NumPy that the binary is to run on
 * @param abi {@code NPY_ABI_VERSION}
 * @param api {@code NPY_API_VERSION}
 */
record Headers(long feature, long abi, long api) {
  /** 2.x's, for a binary that runs on 1.x too. */
  static Headers of2ForBoth(long api) {
    return new Headers(ApiVersions.NUMPY_2 - 1, ApiVersions.ABI_2, api);
  }

  /** 2.x's, for a binary that runs on that version and later. */
  static Headers of2ForItself(long api) {
    return new Headers(api, ApiVersions.ABI_2, api);
  }

  /** The version's own, of 1.x or 2.x, for a binary that runs on it. */
  static Headers ofItself(long api) {
    return new Headers(api, api < ApiVersions.NUMPY_2 ? ApiVersions.ABI_1 : ApiVersions.ABI_2, api);
  }
}
