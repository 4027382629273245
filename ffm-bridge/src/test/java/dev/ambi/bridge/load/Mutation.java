package dev.ambi.bridge.load;

import java.util.Arrays;
import java.util.Random;

/** Damages bytes as files get damaged, and as someone would who means harm. */
final class Mutation {

  private static final long[] HARD = {
    0,
    1,
    0x7f,
    0xff,
    0x7fff,
    0xffff,
    0x7fffffffL,
    0x80000000L,
    0xffffffffL,
    Long.MAX_VALUE,
    -1L,
    Long.MIN_VALUE,
    0x100000000L
  };

  private Mutation() {}

  /** A copy with one to eight damages. */
  static byte[] of(byte[] good, Random random) {
    byte[] bytes = good.clone();
    for (int i = random.nextInt(8); i >= 0; i--) {
      int at = random.nextInt(Math.max(1, bytes.length));
      switch (random.nextInt(6)) {
        case 0 -> bytes = Arrays.copyOf(bytes, at + (random.nextBoolean() ? 0 : 64));
        case 1 -> bytes = swap(bytes, at, random);
        default -> overwrite(bytes, at, random);
      }
    }
    return bytes;
  }

  /** Overwrites one, two, four or eight bytes. */
  static void overwrite(byte[] bytes, int at, Random random) {
    long value = random.nextInt(3) == 0 ? random.nextLong() : HARD[random.nextInt(HARD.length)];
    int width = 1 << random.nextInt(4);
    for (int i = 0; i < width && at + i < bytes.length; i++) {
      bytes[at + i] = (byte) (value >>> 8 * i);
    }
  }

  private static byte[] swap(byte[] bytes, int at, Random random) {
    int length = Math.min(random.nextInt(32), bytes.length - at);
    int to = random.nextInt(Math.max(1, bytes.length - Math.max(0, length)));
    System.arraycopy(bytes.clone(), at, bytes, to, Math.max(0, length));
    return bytes;
  }
}
