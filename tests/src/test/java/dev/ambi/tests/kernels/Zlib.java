package dev.ambi.tests.kernels;

import dev.ambi.bridge.kernel.Array;
import dev.ambi.bridge.kernel.Critical;
import dev.ambi.bridge.kernel.In;
import dev.ambi.bridge.kernel.InOut;
import dev.ambi.bridge.kernel.Length;
import dev.ambi.bridge.kernel.Out;
import dev.ambi.bridge.kernel.Part;
import dev.ambi.bridge.kernel.Symbol;
import dev.ambi.core.DType;
import dev.ambi.core.NDArray;
import java.util.Arrays;

/** Sums and compression by zlib; {@code Library.find("z")} has it. */
interface Zlib {
  /** The array becomes two arguments, the pointer and the number of its elements. */
  long crc32(
      long crc,
      @In
          @Array(
              dtype = "uint8",
              as = {Part.DATA, Part.SIZE_INT})
          NDArray bytes);

  long adler32(
      long adler,
      @In
          @Array(
              dtype = "uint8",
              as = {Part.DATA, Part.SIZE_INT})
          NDArray bytes);

  /** Of a Java array, where it lies: the function does not call back and does not block. */
  @Critical
  @Symbol("crc32")
  long crc32OnHeap(long crc, @In @Length("length") byte[] bytes, int length);

  /** Of an array with its memory on the Java heap, or elsewhere. */
  @Critical
  @Symbol("crc32")
  long crc32Anywhere(
      long crc, @In @Array(dtype = "uint8", size = "length") NDArray bytes, int length);

  long compressBound(long length);

  /**
   * How much room there is lies behind a pointer, where zlib writes how much it used. The length
   * has no sign in C: -1 would be all of memory.
   */
  int compress(
      @Out @Array(dtype = "uint8", size = "unsigned(targetLength[0])") NDArray target,
      @InOut long[] targetLength,
      @In @Array(dtype = "uint8", size = "unsigned(length)") NDArray source,
      long length);

  int uncompress(
      @Out @Array(dtype = "uint8", size = "unsigned(targetLength[0])") NDArray target,
      @InOut long[] targetLength,
      @In @Array(dtype = "uint8", size = "unsigned(length)") NDArray source,
      long length);

  /** The same with Java arrays, and a level. */
  int compress2(
      @Out @Length("unsigned(targetLength[0])") byte[] target,
      @InOut long[] targetLength,
      @In @Length("unsigned(length)") byte[] source,
      long length,
      int level);

  /** {@return what zlib makes of the bytes} */
  default byte[] compressed(byte[] bytes, int level) {
    byte[] target = new byte[Math.toIntExact(compressBound(bytes.length))];
    long[] length = {target.length};
    check(compress2(target, length, bytes, bytes.length, level));
    return Arrays.copyOf(target, Math.toIntExact(length[0]));
  }

  /** {@return what zlib makes of the elements, bytes without gaps} */
  default NDArray compressed(NDArray bytes) {
    long[] length = {compressBound(bytes.size())};
    NDArray target = NDArray.empty(DType.UINT8, length[0]);
    check(compress(target, length, bytes, bytes.size()));
    return target.get(":" + length[0]);
  }

  /** {@return the elements that were compressed} */
  default NDArray uncompressed(NDArray compressed, long most) {
    NDArray target = NDArray.empty(DType.UINT8, most);
    long[] length = {most};
    check(uncompress(target, length, compressed, compressed.size()));
    return target.get(":" + length[0]);
  }

  private static void check(int status) {
    if (status != 0) {
      throw new IllegalArgumentException("zlib gives " + status);
    }
  }
}
