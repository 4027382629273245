/**
 * Native memory for arrays.
 *
 * <p>An array's memory is usable while any segment of it is reachable, and comes back to {@link
 * dev.ambi.core.internal.memory.Recycler} when the collector finds that none is. Three things make
 * that as cheap as a C allocator:
 *
 * <ul>
 *   <li>Small arrays are slices of a chunk that a thread cuts from front to back ({@link
 *       dev.ambi.core.internal.memory.ThreadMemory}); the chunk comes back as a whole.
 *   <li>Blocks that came back are kept, up to a limit, and leased again: the operating system need
 *       not map and clear their pages again.
 *   <li>The collector knows nothing of native memory, so it is asked to run when much memory is
 *       out. How much, is a question of what a collection costs: {@link
 *       dev.ambi.core.internal.memory.Pacer} measures it.
 * </ul>
 *
 * <p>Blocks come from the C library's allocator where this module may make native calls, and from
 * direct buffers where it may not: see {@link dev.ambi.core.internal.memory.BlockSource}.
 */
package dev.ambi.core.internal.memory;
