import { readFileSync, writeFileSync } from 'node:fs';

/** Measures the highest resident memory of this process since some moment. */
export interface PeakMeter {
  /** Looks at the present memory, where the system does not keep the peak itself. */
  sample(): void;
  /** Bytes. */
  peak(): number;
}

/** The system's own book-keeping of this process's memory. */
export interface MemoryBooks {
  /** Begins the peak anew. @throws Error where that cannot be done */
  reset(): void;
  /** The highest resident memory since the last reset, or of the whole process. */
  highest(): number;
  current(): number;
}

const PROCESS_BOOKS: MemoryBooks = {
  // Linux: 5 sets the peak back to what is resident now (proc(5)).
  reset: () => writeFileSync('/proc/self/clear_refs', '5'),
  highest: highestOfProcess,
  current: () => process.memoryUsage.rss(),
};

/**
 * Begins to measure a run's peak, also in a process that has trained others before. Where the system
 * cannot begin anew, a peak that the run did not raise is taken from what was sampled.
 */
export function startPeakMeter(books: MemoryBooks = PROCESS_BOOKS): PeakMeter {
  const isReset = tryReset(books);
  const before = books.highest();
  let sampled = books.current();
  const sample = (): void => {
    sampled = Math.max(sampled, books.current());
  };
  return {
    sample,
    peak: () => {
      sample();
      const highest = books.highest();
      return isReset || highest > before ? Math.max(highest, sampled) : sampled;
    },
  };
}

function tryReset(books: MemoryBooks): boolean {
  try {
    books.reset();
    return true;
  } catch {
    return false;
  }
}

function highestOfProcess(): number {
  try {
    const kilobytes = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
    if (kilobytes !== undefined) return Number(kilobytes) * 1024;
  } catch {
    // Not Linux: the kernel's other account never goes down, but knows the peak as well.
  }
  return process.resourceUsage().maxRSS * 1024;
}
