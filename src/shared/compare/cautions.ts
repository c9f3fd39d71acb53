import type { ComparedRun } from '../model/run.ts';

/** A reason to read a comparison with care. */
export interface Caution {
  readonly kind: 'test-set' | 'data' | 'validation-split' | 'unfinished' | 'seed';
  readonly text: string;
}

/**
 * Whether two runs were tested on the same images: the same data, the same number of them and,
 * where only some were used, the same seed to draw them by.
 */
export function sameTestImages(one: ComparedRun, other: ComparedRun): boolean {
  if (differ(one.datasetHash, other.datasetHash)) return false;
  if (one.summary.testCount !== other.summary.testCount) return false;
  const whole = one.spec.dataset.testSamples === null && other.spec.dataset.testSamples === null;
  return whole || one.spec.seed === other.spec.seed;
}

/** What stands in the way of comparing these runs honestly, most serious first. */
export function cautions(runs: readonly ComparedRun[]): readonly Caution[] {
  const found: Caution[] = [];
  const tested = runs.filter(({ summary }) => summary.testCount !== null);
  const otherData = distinct(runs.map(({ datasetHash }) => datasetHash)) > 1;
  if (otherData) {
    found.push({
      kind: 'data',
      text: 'These runs did not use the same data. Their accuracies cannot be compared.',
    });
  }
  const counts = tested.map(({ summary }) => summary.testCount ?? 0);
  if (distinct(counts) > 1) {
    const list = [...new Set(counts)].map((count) => count.toLocaleString('en')).join(' and ');
    found.push({
      kind: 'test-set',
      text: `Tested on different numbers of images (${list}). Test accuracies and matrices are not comparable.`,
    });
  } else if (!otherData && tested.some((run) => !sameTestImages(tested[0] ?? run, run))) {
    found.push({
      kind: 'seed',
      text: 'Each run drew its own part of the test images by its seed. Test accuracies are not comparable.',
    });
  }
  if (distinct(runs.map(({ splitHash }) => splitHash)) > 1) {
    found.push({
      kind: 'validation-split',
      text: 'Validation images differ between these runs (another seed, sample limit or share), so validation figures carry that noise too.',
    });
  }
  const untested = runs.filter(({ summary }) => summary.testCount === null);
  if (untested.length > 0) {
    const names = untested.map(({ summary }) => summary.name).join(', ');
    found.push({ kind: 'unfinished', text: `Not tested yet: ${names}.` });
  }
  return found;
}

function differ(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && one !== other;
}

function distinct(values: readonly (string | number | null)[]): number {
  return new Set(values.filter((value) => value !== null)).size;
}
