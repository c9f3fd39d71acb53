import { directorySize } from '../directorySize.ts';
import type { Tools } from '../tools.ts';

/** Unpacking writes to disk all the time; only a dead disk is silent for this long. */
const unpackSilenceMs = 60_000;

/**
 * Takes named members, and no other, out of a `.tar.gz`.
 *
 * @param members exact paths in the archive; they appear under the same paths in `target`
 */
export async function unpackMembers(
  tarball: string,
  members: readonly string[],
  target: string,
  tools: Tools,
): Promise<void> {
  await tools.run({
    file: 'tar',
    args: ['-xzf', tarball, '-C', target, ...members],
    silenceMs: unpackSilenceMs,
    measure: () => directorySize(target),
  });
}
