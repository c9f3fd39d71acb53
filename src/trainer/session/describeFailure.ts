import { LabError, toLabError } from '../../shared/errors.ts';

/** How TensorFlow, C++ and V8 say that memory ran out. */
const OUT_OF_MEMORY =
  /\bOOM\b|bad_alloc|resource[ _]exhausted|out of memory|allocation failed|invalid (typed )?array (buffer )?length/i;

/**
 * Says in the lab's words why a run failed.
 *
 * @param thrown what training threw
 * @returns `out-of-memory` with what was asked for where memory ran out, a LabError unchanged,
 *   anything else as `internal` with its stack
 */
export function describeFailure(thrown: unknown): LabError {
  if (thrown instanceof LabError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  if (OUT_OF_MEMORY.test(message)) return outOfMemory(message, thrown);
  const error = toLabError(thrown);
  const stack = thrown instanceof Error ? thrown.stack : undefined;
  return new LabError({
    code: error.code,
    message: `Training failed: ${error.message}`,
    hint: 'Copy the details into a report; the lab and its other runs are unharmed',
    context: { stack },
    cause: thrown,
  });
}

function outOfMemory(message: string, cause: unknown): LabError {
  const needed = neededTensor(message);
  return new LabError({
    code: 'out-of-memory',
    message: `Training ran out of memory${needed === null ? '' : `: it needed ${needed}`}`,
    hint: 'Use a smaller batch, or fewer filters or units',
    context: { reason: message, residentBytes: process.memoryUsage.rss() },
    cause,
  });
}

/** The tensor that TensorFlow's message names, with its size when it is of 32-bit numbers. */
function neededTensor(message: string): string | null {
  const shape = /shape\s*\[([\d, ]+)\]/i.exec(message)?.[1];
  if (shape === undefined) return null;
  const sizes = shape.split(',').map(Number);
  const bytes = 4 * sizes.reduce((product, size) => product * size, 1);
  return `a tensor of ${sizes.join(' × ')} (${(bytes / 2 ** 20).toFixed(0)} MiB)`;
}
