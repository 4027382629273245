package dev.ambi.core;

/**
 * The limits of a floating-point dtype; of a complex one, those of its parts.
 *
 * @param dtype the real dtype
 * @param bits the size in bits
 * @param eps the distance from 1 to the next greater number
 * @param max the greatest finite number
 * @param min the least finite number
 * @param smallestNormal the least positive number of full precision
 * @param smallestSubnormal the least positive number
 */
public record FloatInfo(
    DType dtype,
    int bits,
    double eps,
    double max,
    double min,
    double smallestNormal,
    double smallestSubnormal) {}
