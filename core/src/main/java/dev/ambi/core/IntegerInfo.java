package dev.ambi.core;

import java.math.BigInteger;

/**
 * The limits of an integer dtype.
 *
 * @param dtype the dtype
 * @param bits the size in bits
 * @param min the least value
 * @param max the greatest value
 */
public record IntegerInfo(DType dtype, int bits, BigInteger min, BigInteger max) {}
