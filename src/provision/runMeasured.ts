import { directorySize } from './directorySize.ts';
import type { Command } from './runCommand.ts';
import type { Tools } from './tools.ts';

/** What a client's progress is judged on. */
export interface Measured {
  readonly label: string;
  /** The folder it downloads into: growth there is progress. */
  readonly directory: string;
  readonly totalBytes: number;
}

/**
 * Runs a download client, showing how its folder grows and giving it up after
 * {@link Tools.silenceMs} without growth or output.
 *
 * @returns its stdout
 */
export async function runMeasured(
  command: Omit<Command, 'silenceMs'>,
  measured: Measured,
  tools: Tools,
): Promise<string> {
  const task = tools.report.task(measured.label, measured.totalBytes);
  try {
    const stdout = await tools.run({
      ...command,
      silenceMs: tools.silenceMs,
      measure: () => directorySize(measured.directory),
      // A client may hold the file twice, in its cache and in place: show no more than there is.
      onBytes: (bytes) => task.update(Math.min(bytes, measured.totalBytes)),
    });
    task.update(measured.totalBytes);
    task.end();
    return stdout;
  } catch (error) {
    task.end(false);
    throw error;
  }
}
