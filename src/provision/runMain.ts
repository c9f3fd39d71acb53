import { LabError } from '../shared/errors.ts';
import { describeFailure } from './describeFailure.ts';

/** Runs a program's main function: its status becomes the process's, a failure is told in two lines. */
export async function runMain(main: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    process.stderr.write(formatFailure(error));
    process.exitCode = 1;
  }
}

/** What happened and, where known, the one command that helps. */
export function formatFailure(error: unknown): string {
  const hint = error instanceof LabError && error.hint ? `  try: ${error.hint}\n` : '';
  return `atelier: ${describeFailure(error)}\n${hint}`;
}
