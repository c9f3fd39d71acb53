import { agreement, type Agreement } from '../stats/agreement.ts';
import type { Said } from './disagreements.ts';
import { alignImages, type TestedRun, type TestTruth } from './testedRun.ts';

/** A test image that every run has wrong: its label may be what is wrong. */
export interface Suspect {
  /** Index in the test file. */
  readonly index: number;
  readonly label: number;
  /** The class that most of the runs gave it. */
  readonly taken: number;
  /** The share of runs that gave it that class, above 0 to 1. */
  readonly share: number;
  /** Mean confidence of those, 0–1. */
  readonly confidence: number;
  /** What each run said, in their order. */
  readonly said: readonly Said[];
}

/** What runs that were tested on the same images say together. */
export interface Together {
  /** The runs, in the order given; those tested otherwise are left out. */
  readonly ids: readonly string[];
  /** How far each agrees with each: rows and columns in the order of `ids`. */
  readonly agreement: readonly (readonly Agreement[])[];
  /** Images that all of them have wrong, the most agreed upon first, then the surest. */
  readonly suspects: readonly Suspect[];
}

/**
 * Lays the test predictions of runs over each other.
 *
 * @param runs those that were not tested on the same images as the first tested one are left out
 * @param truth the data set's own labels
 */
export function together(runs: readonly TestedRun[], truth: TestTruth): Together {
  const answers = alignAll(runs, truth);
  const all = answers.map(({ classes }) => classes);
  return {
    ids: answers.map(({ id }) => id),
    agreement: agreements(all, truth.classes),
    suspects: answers.length < 2 ? [] : findSuspects(answers, truth),
  };
}

/** What a run said, in the order of the images of the first. */
interface Answers {
  readonly id: string;
  readonly indices: Uint32Array;
  readonly classes: Uint8Array;
  readonly confidences: Float32Array;
}

function alignAll(runs: readonly TestedRun[], truth: TestTruth): readonly Answers[] {
  const fitting = runs.filter(({ datasetHash }) => datasetHash === truth.datasetHash);
  const first = fitting.find(
    ({ predictions }) => (predictions?.indices.length ?? 0) > 0,
  )?.predictions;
  if (!first) return [];
  return fitting.flatMap(({ id, predictions }) => {
    const places = predictions ? alignImages(first.indices, predictions.indices) : null;
    if (!places || !predictions) return [];
    return [
      {
        id,
        indices: first.indices,
        classes: Uint8Array.from(places, (place) => predictions.classes[place] ?? 0),
        confidences: Float32Array.from(places, (place) => predictions.confidences[place] ?? 0),
      },
    ];
  });
}

function agreements(
  all: readonly Uint8Array[],
  classes: number,
): readonly (readonly Agreement[])[] {
  const rows = all.map(() => new Array<Agreement>(all.length).fill({ share: 1, kappa: 1 }));
  all.forEach((one, row) => {
    for (let column = row + 1; column < all.length; column += 1) {
      const other = all[column];
      const [line, mirror] = [rows[row], rows[column]];
      if (!other || !line || !mirror) continue;
      const found = agreement(one, other, classes);
      line[column] = found;
      mirror[row] = found;
    }
  });
  return rows;
}

function findSuspects(answers: readonly Answers[], { labels }: TestTruth): readonly Suspect[] {
  const [first] = answers;
  const suspects: Suspect[] = [];
  first?.indices.forEach((index, place) => {
    const label = labels[index];
    if (label === undefined || answers.some(({ classes }) => classes[place] === label)) return;
    const said = answers.map(({ classes, confidences }) => ({
      class: classes[place] ?? 0,
      confidence: confidences[place] ?? 0,
    }));
    suspects.push({ index, label, said, ...mostSaid(said) });
  });
  return suspects.sort(
    (a, b) => b.share - a.share || b.confidence - a.confidence || a.index - b.index,
  );
}

function mostSaid(said: readonly Said[]): Pick<Suspect, 'taken' | 'share' | 'confidence'> {
  const byClass = new Map<number, number[]>();
  for (const one of said)
    byClass.set(one.class, [...(byClass.get(one.class) ?? []), one.confidence]);
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const [[taken, own] = [0, [0]]] = [...byClass].sort(
    ([, a], [, b]) => b.length - a.length || mean(b) - mean(a),
  );
  return { taken, share: own.length / said.length, confidence: mean(own) };
}
