import type { Tools } from '../tools.ts';

/** Installing may be silent while a package configures itself; milliseconds. */
const aptSilenceMs = 180_000;

/** Makes apt give up a mirror that does not answer for ten seconds. */
export const aptOptions = [
  ...['-o', 'Acquire::Retries=0', '-o', 'Acquire::http::Timeout=10'],
  ...['-o', 'Acquire::https::Timeout=10'],
] as const;

/** Whether this system has apt. */
export function hasApt(tools: Tools): Promise<boolean> {
  return tools.run({ file: 'apt-get', args: ['--version'], silenceMs: tools.silenceMs }).then(
    () => true,
    () => false,
  );
}

/** Runs `apt-get` without questions. */
export async function runApt(args: readonly string[], tools: Tools): Promise<void> {
  await tools.run({
    file: 'apt-get',
    args: [...aptOptions, ...args],
    env: { DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' },
    silenceMs: aptSilenceMs,
  });
}

/** Fetches apt's lists anew, and says so. */
export async function updateLists(tools: Tools): Promise<void> {
  tools.report.line('Refreshing apt’s lists with apt-get update');
  await runApt(['update', '-q'], tools);
}
