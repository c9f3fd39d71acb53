import { pathToFileURL } from 'node:url';
import { NO_TESTS, addCounts, closingLine, type Counts } from './helpers/counts.ts';
import { runProcess, type ProcessResult } from './helpers/runProcess.ts';

/** One check: passed when each of its commands exits with 0. */
interface Check {
  readonly name: string;
  /** Arguments of Node, a command each. */
  readonly commands: readonly (readonly string[])[];
}

const tsc = (project: string): readonly string[] => [
  'node_modules/typescript/bin/tsc',
  '--project',
  `tsconfig.${project}.json`,
];

// The longest first, so that the two cores end together.
const CHECKS: readonly Check[] = [
  {
    // Without a cache: rules that know types judge a file by its neighbours as well.
    name: 'lint',
    commands: [['node_modules/eslint/bin/eslint.js', '--max-warnings=0', '.']],
  },
  {
    name: 'types',
    commands: [
      ['node_modules/vue-tsc/bin/vue-tsc.js', '--project', 'tsconfig.renderer.json'],
      ['node_modules/vue-tsc/bin/vue-tsc.js', '--project', 'tsconfig.test.json'],
      tsc('node'),
      tsc('shared'),
      tsc('preload'),
    ],
  },
  {
    name: 'format',
    commands: [
      [
        'node_modules/prettier/bin/prettier.cjs',
        '--check',
        '--log-level=warn',
        '--cache',
        '--cache-location=node_modules/.cache/prettier.json',
        '.',
      ],
    ],
  },
  {
    name: 'dependency rules',
    commands: [
      [
        'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
        '--config=.dependency-cruiser.mjs',
        '--output-type=err-long',
        'src',
        'test',
      ],
    ],
  },
];

const CORES = 2;
const ONE_PASSED: Counts = { ...NO_TESTS, passed: 1 };
const ONE_FAILED: Counts = { ...NO_TESTS, failed: 1 };

/** Prints a check's line and what its failed commands said, each complaint once. Returns whether it passed. */
function reportCheck(check: Check, results: readonly ProcessResult[]): boolean {
  const failures = results.filter((result) => result.code !== 0);
  const seconds = results.reduce((sum, result) => sum + result.seconds, 0);
  const passed = failures.length === 0;
  console.log(`${passed ? '✓' : '✗'} ${check.name} (${seconds.toFixed(1)} s)`);

  // A file that two layers' programs hold complains in both.
  const said = new Set<string>();
  for (const { output } of failures) {
    const fresh = output
      .trimEnd()
      .split('\n')
      .filter((line) => line === '' || !said.has(line));
    for (const line of fresh) said.add(line);
    if (fresh.length > 0) console.log(fresh.join('\n'));
  }
  return passed;
}

/** Runs every check, two commands at a time, with a line for each; what a failed one said follows its line. */
export async function runChecks(): Promise<Counts> {
  const waiting = CHECKS.flatMap((check) => check.commands.map((command) => ({ check, command })));
  const results = new Map<Check, ProcessResult[]>();
  let counts = NO_TESTS;

  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { check, command } = next;
      const result = await runProcess(process.execPath, command, { quiet: true });
      const all = [...(results.get(check) ?? []), result];
      results.set(check, all);
      if (all.length === check.commands.length) {
        counts = addCounts(counts, reportCheck(check, all) ? ONE_PASSED : ONE_FAILED);
      }
    }
  };
  await Promise.all(Array.from({ length: CORES }, work));
  return counts;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const counts = await runChecks();
  console.log(closingLine(counts));
  process.exitCode = counts.failed > 0 ? 1 : 0;
}
