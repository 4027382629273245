/*
 * For which versions of NumPy a source is compiled: NPY_TARGET_VERSION, as NEP 53 describes it.
 *
 * A binary compiled for a target runs on that version and on all later ones, of 1.x and of 2.x. Define the oldest one
 * that is to be served, before the first header or on the command line:
 *
 *     -DNPY_TARGET_VERSION=NPY_2_0_API_VERSION
 *
 * By default it is 1.23, the oldest that is still in wide use (and NumPy's own default since 2.3). A function that came later is not
 * declared, so that a source that uses it fails here and not at its users'. The later the target, the less has to be
 * found out at run time: for 2.0 and later, a descriptor has one shape.
 */
#ifndef AMBI_NUMPY_VERSION_H
#define AMBI_NUMPY_VERSION_H

/* The version of the C API, which goes up with functions that are added: several releases may share one. */
#define NPY_1_15_API_VERSION 0x0000000c
#define NPY_1_16_API_VERSION 0x0000000d
#define NPY_1_17_API_VERSION 0x0000000d
#define NPY_1_18_API_VERSION 0x0000000d
#define NPY_1_19_API_VERSION 0x0000000d
#define NPY_1_20_API_VERSION 0x0000000e
#define NPY_1_21_API_VERSION 0x0000000e
#define NPY_1_22_API_VERSION 0x0000000f
#define NPY_1_23_API_VERSION 0x00000010
#define NPY_1_24_API_VERSION 0x00000010
#define NPY_1_25_API_VERSION 0x00000011
#define NPY_1_26_API_VERSION 0x00000011
#define NPY_2_0_API_VERSION 0x00000012
#define NPY_2_1_API_VERSION 0x00000013
#define NPY_2_2_API_VERSION 0x00000013
#define NPY_2_3_API_VERSION 0x00000014
#define NPY_2_4_API_VERSION 0x00000015

/* What these headers know. */
#define NPY_API_VERSION NPY_2_4_API_VERSION

/* The version of the binary interface: a NumPy with a greater one does not run this code. */
#define NPY_ABI_VERSION 0x02000000
#define NPY_VERSION NPY_ABI_VERSION

#ifdef NPY_TARGET_VERSION
#define NPY_FEATURE_VERSION NPY_TARGET_VERSION
#else
#define NPY_FEATURE_VERSION NPY_1_23_API_VERSION
#endif

#if NPY_FEATURE_VERSION > NPY_API_VERSION
#error "NPY_TARGET_VERSION is newer than these headers, which know NumPy up to 2.4"
#elif NPY_FEATURE_VERSION < NPY_1_23_API_VERSION
#error "NPY_TARGET_VERSION is no version that these headers know, or older than these headers go back, which is NumPy 1.23"
#endif

#if NPY_FEATURE_VERSION >= NPY_2_4_API_VERSION
#define NPY_FEATURE_VERSION_STRING "2.4"
#elif NPY_FEATURE_VERSION >= NPY_2_3_API_VERSION
#define NPY_FEATURE_VERSION_STRING "2.3"
#elif NPY_FEATURE_VERSION >= NPY_2_1_API_VERSION
#define NPY_FEATURE_VERSION_STRING "2.1"
#elif NPY_FEATURE_VERSION >= NPY_2_0_API_VERSION
#define NPY_FEATURE_VERSION_STRING "2.0"
#elif NPY_FEATURE_VERSION >= NPY_1_25_API_VERSION
#define NPY_FEATURE_VERSION_STRING "1.25"
#else
#define NPY_FEATURE_VERSION_STRING "1.23"
#endif

#endif
