/**
 * `npm test`: everything CI runs, on any machine. Provisions what is missing, then checks, unit tests,
 * integration tests and end-to-end tests; a phase that fails stops none of the others.
 *
 * `npm test -- unit` runs one part (check, unit, integration, e2e; several are fine), and what follows goes to
 * that part's runner: `npm test -- unit test/unit/shared/errors.test.ts`. With `--headed` the end-to-end tests
 * use the display that is there instead of an invisible one.
 */
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { provision } from '../src/provision/provision.ts';
import { ensureXvfb } from '../src/provision/system/ensureXvfb.ts';
import { runChecks } from './check.ts';
import {
  NO_TESTS,
  addCounts,
  agreeWithExit,
  closingLine,
  countPlaywright,
  countVitest,
  type Counts,
} from './helpers/counts.ts';
import { ROOT, endProcesses, runProcess } from './helpers/runProcess.ts';
import { startXvfb } from './helpers/xvfb.ts';

const PARTS = ['check', 'unit', 'integration', 'e2e'] as const;
type Part = (typeof PARTS)[number];

const RESULTS = path.join(ROOT, 'test-results');
const FAILED: Counts = { ...NO_TESTS, failed: 1 };

/** Splits the command line into the parts to run and what their runners get. */
function readArguments(args: readonly string[]): {
  parts: readonly Part[];
  rest: readonly string[];
  headed: boolean;
} {
  const isPart = (word: string): word is Part => (PARTS as readonly string[]).includes(word);
  const words = args.filter((word) => word !== '--headed');
  const firstOther = words.findIndex((word) => !isPart(word));
  const parts = (firstOther < 0 ? words : words.slice(0, firstOther)).filter(isPart);
  const rest = firstOther < 0 ? [] : words.slice(firstOther);
  if (rest.length > 0 && parts.length !== 1) {
    console.error(`Say one part before "${rest.join(' ')}": ${PARTS.join(', ')}.`);
    process.exit(2);
  }
  return { parts: parts.length > 0 ? parts : PARTS, rest, headed: args.includes('--headed') };
}

/** Runs one vitest project under the provisioned Node. */
async function runVitest(
  project: 'unit' | 'integration',
  rest: readonly string[],
): Promise<Counts> {
  const { node, env } = await provision('headless');
  const report = path.join(RESULTS, `${project}.json`);
  await rm(report, { force: true });
  const { code } = await runProcess(
    node,
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      `--project=${project}`,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...rest,
    ],
    { env },
  );
  return agreeWithExit(await countVitest(report), code);
}

/** Builds the app and drives it with Playwright, on a display of its own where one is needed. */
async function runEndToEnd(rest: readonly string[], headed: boolean): Promise<Counts> {
  const { node, env, electron } = await provision('window');
  if (!electron) throw new Error('no Electron was provisioned');

  const build = await runProcess(
    node,
    ['node_modules/electron-vite/bin/electron-vite.js', 'build'],
    {
      quiet: true,
    },
  );
  if (build.code !== 0) {
    console.log(build.output.trimEnd());
    throw new Error('electron-vite could not build the app');
  }
  console.log(`Built the app in ${build.seconds.toFixed(1)} s.`);

  const report = path.join(RESULTS, 'e2e.json');
  await rm(report, { force: true });
  const virtual = process.platform === 'linux' && !headed;
  const display = virtual ? await startXvfb((await ensureXvfb()).server) : undefined;
  try {
    const { code } = await runProcess(
      node,
      ['node_modules/@playwright/test/cli.js', 'test', ...rest],
      {
        env: {
          ...env,
          ATELIER_ELECTRON: electron.path,
          ATELIER_ELECTRON_ARGS: JSON.stringify(electron.args),
          ...(display && { DISPLAY: display.display }),
        },
      },
    );
    return agreeWithExit(await countPlaywright(report), code);
  } finally {
    await display?.stop();
  }
}

/** Runs one part; what keeps it from running at all counts as one failure. */
async function runPart(part: Part, rest: readonly string[], headed: boolean): Promise<Counts> {
  try {
    switch (part) {
      case 'check':
        return await runChecks();
      case 'unit':
      case 'integration':
        return await runVitest(part, rest);
      case 'e2e':
        return await runEndToEnd(rest, headed);
    }
  } catch (error) {
    console.error(`✗ ${part}: ${error instanceof Error ? error.message : String(error)}`);
    const { hint } = error as { hint?: string };
    if (hint) console.error(`  ${hint}`);
    return FAILED;
  }
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    endProcesses();
    process.exit(1);
  });
}

const { parts, rest, headed } = readArguments(process.argv.slice(2));
await mkdir(RESULTS, { recursive: true });
const summaries: string[] = [];
let total = NO_TESTS;
for (const part of parts) {
  console.log(`\n── ${part} ${'─'.repeat(74 - part.length)}`);
  const started = performance.now();
  const counts = await runPart(part, rest, headed);
  total = addCounts(total, counts);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  summaries.push(`${part.padEnd(12)} ${closingLine(counts)} in ${seconds} s`);
}
console.log(`\n${summaries.join('\n')}\n\n${closingLine(total)}`);
process.exitCode = total.failed > 0 ? 1 : 0;
