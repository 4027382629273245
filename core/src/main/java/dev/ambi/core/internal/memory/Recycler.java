package dev.ambi.core.internal.memory;

import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Leases blocks and takes them back, and asks the collector to run when too many are out. Safe for
 * threads.
 */
final class Recycler {
  /** Zeros of this size are taken fresh: pages that nobody writes to are never there. */
  private static final long FRESH_ZEROS = 4L << 20;

  /** How long the leases that a collection ended are waited for. */
  private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(100);

  private final BlockSource source;
  private final Object lock = new Object();
  private final Cache cache;
  private final Pacer pacer;

  /** Only used while {@link #collecting}, by one thread at a time. */
  private final Collector collector = new Collector();

  private long leased;
  private int waiting;
  private boolean collecting;

  /**
   * Starts with nothing.
   *
   * @param source where blocks come from
   * @param cached how many bytes are kept for the next lease at most
   * @param least how many bytes may at least be out before the collector is asked to run
   * @param most how many may wait for the collector at most
   */
  Recycler(BlockSource source, long cached, long least, long most) {
    this.source = source;
    this.cache = new Cache(cached);
    this.pacer = new Pacer(least, most, System.nanoTime());
  }

  /**
   * {@return memory of at least that size, usable while reachable; null where there is none}
   *
   * @param bytes the size, at least 16
   * @param zeroed whether it holds zeros; else it may hold anything
   */
  MemorySegment allocate(long bytes, boolean zeroed) {
    long size = SizeClass.size(bytes);
    boolean lazy = zeroed && size >= FRESH_ZEROS;
    Block block = lazy ? null : cached(size);
    boolean fresh = block == null;
    if (fresh) {
      block = take(size, zeroed);
      if (block == null) {
        return null;
      }
    }
    MemorySegment memory = lease(block);
    if (memory != null && zeroed && !fresh) {
      memory.asSlice(0, bytes).fill((byte) 0);
    }
    return memory;
  }

  private MemorySegment lease(Block block) {
    MemorySegment memory = null;
    try {
      memory = block.lease(() -> giveBack(block));
    } finally {
      if (memory == null) {
        giveBack(block);
      }
    }
    return memory;
  }

  /**
   * {@return a block of at least that size, to be given back by {@link #giveBack}; null where there
   * is no memory}
   *
   * @param bytes the size, at least 16
   */
  Block takeBlock(long bytes) {
    long size = SizeClass.size(bytes);
    Block block = cached(size);
    return block == null ? take(size, false) : block;
  }

  private Block cached(long size) {
    synchronized (lock) {
      Block block = cache.poll(size);
      if (block != null) {
        leased += size;
      }
      return block;
    }
  }

  private Block take(long size, boolean zeroed) {
    boolean collect;
    long half;
    synchronized (lock) {
      collect = pacer.isDue(leased + size) && !collecting;
      half = pacer.allowance() / 2;
    }
    if (collect) {
      collect(half);
      Block block = zeroed ? null : cached(size);
      if (block != null) {
        return block;
      }
    }
    Block block = source.take(size, zeroed);
    if (block == null) {
      // What is kept may be what is missing, and what the collector has not seen yet.
      trim();
      collect(Long.MAX_VALUE);
      trim();
      block = source.take(size, zeroed);
    }
    if (block != null) {
      synchronized (lock) {
        leased += size;
      }
    }
    return block;
  }

  /** Takes back a block whose lease has ended. */
  void giveBack(Block block) {
    List<Block> gone;
    synchronized (lock) {
      leased -= block.bytes();
      pacer.returned(leased);
      gone = block.isReusable() ? cache.add(block) : List.of(block);
      if (waiting > 0) {
        lock.notifyAll();
      }
    }
    gone.forEach(Block::free);
  }

  /**
   * Runs the collector until enough has come back, or no more does: else a thread that allocates
   * could outrun the one that takes back.
   *
   * @param least how much is enough
   */
  private void collect(long least) {
    long target;
    synchronized (lock) {
      collecting = true;
      target = leased - least;
    }
    long began = System.nanoTime();
    boolean enough = false;
    boolean young = least != Long.MAX_VALUE && collector.collectYoung();
    if (young) {
      enough = awaitReturns(target);
      collector.helped(enough);
    }
    if (!enough) {
      collector.collectAll();
      awaitReturns(target);
    }
    synchronized (lock) {
      collecting = false;
      pacer.ended(leased, began, System.nanoTime());
    }
  }

  /** Waits while leases end; whether no more than so much is out. */
  private boolean awaitReturns(long target) {
    long began = System.nanoTime();
    boolean interrupted = false;
    boolean reached;
    synchronized (lock) {
      waiting++;
      long before = -1;
      while (leased > target && leased != before && System.nanoTime() - began < PATIENCE) {
        before = leased;
        try {
          TimeUnit.MILLISECONDS.timedWait(lock, 10);
        } catch (InterruptedException _) {
          interrupted = true;
          break;
        }
      }
      waiting--;
      reached = leased <= target;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return reached;
  }

  /** Gives back to the system all that is kept for the next lease. */
  void trim() {
    List<Block> gone;
    synchronized (lock) {
      gone = cache.shrink(0);
    }
    gone.forEach(Block::free);
  }

  /** {@return how many bytes are out: in use, or not yet seen by the collector} */
  long leased() {
    synchronized (lock) {
      return leased;
    }
  }

  /** {@return how many bytes are kept for the next lease} */
  long cached() {
    synchronized (lock) {
      return cache.bytes();
    }
  }

  /** {@return how many bytes may be waiting for the collector now} */
  long allowance() {
    synchronized (lock) {
      return pacer.allowance();
    }
  }
}
