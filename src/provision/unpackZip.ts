import { extractZip } from './extractZip.ts';
import type { Tools } from './tools.ts';

/** A zip to unpack into an artifact's folder. */
export interface Unpacking {
  readonly zip: string;
  readonly target: string;
  readonly label: string;
  /** Of what is selected, unpacked; for the progress bar, where known. */
  readonly bytes?: number | undefined;
  /** The entry's path below the target, or undefined to leave it out. @default every entry */
  readonly select?: ((name: string) => string | undefined) | undefined;
}

/** {@link extractZip} with a progress bar. */
export async function unpackZip(unpacking: Unpacking, tools: Tools): Promise<void> {
  const { zip, target, label, bytes, select } = unpacking;
  const task = tools.report.task(`${label}, unpacking`, bytes);
  try {
    await extractZip(zip, target, { select, onBytes: task.update });
    task.end();
  } catch (error) {
    task.end(false);
    throw error;
  }
}
