import { pathToFileURL } from 'node:url';
import { NO_TESTS, addCounts, closingLine, type Counts } from './helpers/counts.ts';
import { runProcess } from './helpers/runProcess.ts';

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

/** Runs every check, two commands at a time, with a line for each; what a failed one said follows its line. */
export async function runChecks(): Promise<Counts> {
  const waiting = CHECKS.flatMap((check) => check.commands.map((command) => ({ check, command })));
  const outcomes = new Map(
    CHECKS.map((check) => [
      check,
      { left: check.commands.length, output: '', seconds: 0, ok: true },
    ]),
  );
  let counts = NO_TESTS;

  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const result = await runProcess(process.execPath, next.command, { quiet: true });
      const outcome = outcomes.get(next.check);
      if (!outcome) continue;
      outcome.left -= 1;
      outcome.seconds += result.seconds;
      if (result.code !== 0) {
        outcome.ok = false;
        outcome.output += result.output;
      }
      if (outcome.left > 0) continue;
      console.log(`${outcome.ok ? '✓' : '✗'} ${next.check.name} (${outcome.seconds.toFixed(1)} s)`);
      if (!outcome.ok) console.log(outcome.output.trimEnd());
      counts = addCounts(counts, {
        passed: outcome.ok ? 1 : 0,
        failed: outcome.ok ? 0 : 1,
        skipped: 0,
      });
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
