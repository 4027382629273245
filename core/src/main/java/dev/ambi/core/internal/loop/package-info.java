/**
 * Kernels: the innermost loops over elements.
 *
 * <p><b>How a kernel is said once and becomes twelve.</b> A loop is written once, as a template
 * class whose lane type and operator are {@code static final} fields read from the class data. For
 * each pair of operator and dtype {@link dev.ambi.core.internal.loop.Specializer} defines the same
 * class file once more, as a hidden class with other class data. To the JIT lane and operator are
 * constants then, as if the loop had been written for them: switches on the lane fold away, the
 * operator is inlined, and each copy has a profile of its own, so that what one dtype does never
 * slows another. What a reader sees and a debugger steps through is the one template. Generating
 * source at build time was the alternative: hundreds of classes to compile and load, and a second
 * language to read.
 *
 * <p>What templates share are static methods marked {@link dev.ambi.core.internal.loop.Flattened}:
 * their bodies replace the calls when a copy is defined, by {@link
 * dev.ambi.core.internal.loop.Flattener}. A method that all copies called would be compiled once
 * for all of them, large and unspecific, and then no longer be inlined; which of its calls the JIT
 * inlines depends on what ran before. With calls between them loops lost a factor of 10 to 50 in
 * programs that used several dtypes and sizes.
 *
 * <p>Every loop over segments has a twin ({@code NativeTwins}): the one for plain native memory, in
 * which the JIT knows the class of each segment, and one for any. Otherwise a program in which some
 * segment lies on the heap computes at half the speed everywhere.
 *
 * <p>An operator is said at most twice: as a lambda on {@code long}, {@code double} or {@link
 * dev.ambi.core.Complex} (the widest type of the class; float32 and float16 arithmetic through
 * {@code double} rounds the same, since binary64 has more than twice the digits), and as the name
 * of the operator of {@code jdk.incubator.vector} where there is one. A copy is made on first use,
 * in about half a millisecond.
 *
 * <p>Classes whose names begin with {@code Vector} need the module {@code jdk.incubator.vector} and
 * are loaded only where it is there; without it the scalar loops do all the work.
 */
package dev.ambi.core.internal.loop;
