import type { Tools } from '../tools.ts';

/** Loading libtensorflow's 630 MB from a cold disk takes a while. */
const probeSilenceMs = 60_000;

/** A small program to load a part with, in a process of its own: a bad binding may crash it. */
export interface Probe {
  /** A Node, or an Electron with `ELECTRON_RUN_AS_NODE` in `env`. */
  readonly file: string;
  /** CommonJS source, which prints one JSON value. */
  readonly source: string;
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
}

/**
 * Runs a probe.
 *
 * @returns what it printed, parsed: its last line, as native code may print before it
 * @throws LabError with the end of its stderr when it fails
 */
export async function runProbe(
  { file, source, cwd, env }: Probe,
  tools: Tools,
): Promise<Readonly<Record<string, unknown>>> {
  const args = ['--input-type=commonjs', '-e', source];
  const stdout = await tools.run({ file, args, cwd, env, silenceMs: probeSilenceMs });
  const line = stdout.trim().split('\n').at(-1) ?? '';
  return JSON.parse(line) as Readonly<Record<string, unknown>>;
}
