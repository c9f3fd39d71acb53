import { readFile } from 'node:fs/promises';

/** How a runner's tests ended. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export const NO_TESTS: Counts = { passed: 0, failed: 0, skipped: 0 };

/** Sums two runners' counts. */
export const addCounts = (one: Counts, other: Counts): Counts => ({
  passed: one.passed + other.passed,
  failed: one.failed + other.failed,
  skipped: one.skipped + other.skipped,
});

/**
 * The closing line of a test run, `N passed, N failed`; skipped tests are named only if there are any.
 * @example closingLine({ passed: 12, failed: 0, skipped: 1 }) // '12 passed, 0 failed, 1 skipped'
 */
export const closingLine = ({ passed, failed, skipped }: Counts): string =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;

/**
 * Makes a runner's counts agree with its exit status: one that failed although no test did (a file that
 * does not load, an error outside any test) has one failure more, and so has one that ran nothing.
 */
export function agreeWithExit(counts: Counts, exitCode: number): Counts {
  const ranNothing = counts.passed + counts.failed === 0;
  const failedElsewhere = exitCode !== 0 && counts.failed === 0;
  return ranNothing || failedElsewhere ? { ...counts, failed: counts.failed + 1 } : counts;
}

interface VitestReport {
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

/** Counts from vitest's JSON report. A file that failed before any of its tests ran counts as one failure. */
export async function countVitest(file: string): Promise<Counts> {
  const report = (await readReport(file)) as VitestReport | undefined;
  let counts = NO_TESTS;
  for (const { status, assertionResults } of report?.testResults ?? []) {
    const failed = assertionResults.filter((test) => test.status === 'failed').length;
    const passed = assertionResults.filter((test) => test.status === 'passed').length;
    counts = addCounts(counts, {
      passed,
      failed: status === 'failed' && failed === 0 ? 1 : failed,
      skipped: assertionResults.length - passed - failed,
    });
  }
  return counts;
}

interface PlaywrightReport {
  readonly stats: {
    readonly expected: number;
    readonly unexpected: number;
    readonly flaky: number;
    readonly skipped: number;
  };
  readonly errors: readonly unknown[];
}

/** Counts from Playwright's JSON report. A test that passed only on a second try has failed. */
export async function countPlaywright(file: string): Promise<Counts> {
  const report = (await readReport(file)) as PlaywrightReport | undefined;
  if (!report) return NO_TESTS;
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected, failed: unexpected + flaky + report.errors.length, skipped };
}

async function readReport(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    // A runner that died before it could report has counted nothing.
    return undefined;
  }
}
