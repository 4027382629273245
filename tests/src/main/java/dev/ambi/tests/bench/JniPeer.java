package dev.ambi.tests.bench;

import java.nio.ByteBuffer;

/** The function of {@link KernelBenchmark}, called through JNI in its usual ways. */
final class JniPeer {
  private JniPeer() {}

  /** On a Java array, which JNI pins. */
  static native double endsOfArray(long n, double[] x);

  /** On a direct buffer. */
  static native double endsOfBuffer(long n, ByteBuffer x);

  /** On an address, which nobody checks. */
  static native double endsOfAddress(long n, long x);
}
