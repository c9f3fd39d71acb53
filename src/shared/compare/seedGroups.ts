import type { ComparedRun } from '../model/run.ts';
import { nameWithoutSeed } from '../spec/repetitions.ts';
import { specIdentity } from '../spec/specIdentity.ts';
import { summarizeSample, type SampleSummary } from '../stats/tTests.ts';

/** Runs of one spec on the same data, which differ in their seed alone. */
export interface SeedGroup {
  /** The same for runs that belong together; different for every group. */
  readonly key: string;
  /** What sentences call it; different for every group of a comparison. */
  readonly name: string;
  /** All of them, in the order given. */
  readonly runs: readonly ComparedRun[];
  /** Null before any of them started. */
  readonly datasetHash: string | null;
  /** The seeds that were trained to the end and tested, ascending, each once. */
  readonly seeds: readonly number[];
  /** Test accuracies, 0–1, in step with `seeds`. */
  readonly accuracies: readonly number[];
  /** Test losses, in step with `seeds`. */
  readonly losses: readonly number[];
  /** Null without a tested run. */
  readonly accuracy: SampleSummary | null;
  /** Null without a tested run. */
  readonly loss: SampleSummary | null;
}

/**
 * Gathers runs whose spec is the same but for the seed and that used the same data, in the order of their
 * first ones. A run that stands alone is a group of one.
 *
 * A seed counts once, its latest run: training the same again adds no knowledge of the seed's noise.
 */
export function seedGroups(runs: readonly ComparedRun[]): readonly SeedGroup[] {
  const members = new Map<string, ComparedRun[]>();
  for (const run of runs) {
    const key = `${run.datasetHash ?? ''} ${specIdentity(run.spec)}`;
    members.set(key, [...(members.get(key) ?? []), run]);
  }
  const groups = [...members].map(([key, own]) => gather(key, own));
  return groups.map((group) => ({ ...group, name: distinctName(group, groups) }));
}

/** Whether there is more than one run of some spec. */
export function hasRepetitions(groups: readonly SeedGroup[]): boolean {
  return groups.some(({ seeds }) => seeds.length > 1);
}

function gather(key: string, runs: readonly ComparedRun[]): SeedGroup {
  const bySeed = new Map<number, ComparedRun>();
  for (const run of runs) {
    const { state, testAccuracy, testLoss, number, seed } = run.summary;
    if (state !== 'completed' || testAccuracy === null || testLoss === null) continue;
    if ((bySeed.get(seed)?.summary.number ?? 0) < number) bySeed.set(seed, run);
  }
  const seeds = [...bySeed.keys()].sort((a, b) => a - b);
  const tested = seeds.map((seed) => bySeed.get(seed)?.summary);
  const accuracies = tested.map((run) => run?.testAccuracy ?? Number.NaN);
  const losses = tested.map((run) => run?.testLoss ?? Number.NaN);
  return {
    key,
    name: nameOf(runs),
    runs,
    datasetHash: runs[0]?.datasetHash ?? null,
    seeds,
    accuracies,
    losses,
    accuracy: seeds.length > 0 ? summarizeSample(accuracies) : null,
    loss: seeds.length > 0 ? summarizeSample(losses) : null,
  };
}

function nameOf(runs: readonly ComparedRun[]): string {
  const [first] = runs;
  if (first === undefined) return '';
  return runs.length === 1 ? first.summary.name : nameWithoutSeed(first.summary.name);
}

function distinctName(group: SeedGroup, all: readonly SeedGroup[]): string {
  const shared = all.filter(({ name }) => name === group.name).length > 1;
  const number = group.runs[0]?.summary.number ?? 0;
  return shared ? `${group.name} from #${number}` : group.name;
}
