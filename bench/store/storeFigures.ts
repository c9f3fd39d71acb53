import type { Machine } from '../machine.ts';
import { withSpread } from '../withSpread.ts';
import { ratioOf, spreadOf, type Spread } from '../statistics.ts';

/** One task's figures. */
export interface StoreFigure {
  readonly task: string;
  /** Milliseconds a round, by contender. */
  readonly ms: Readonly<Record<string, Spread>>;
  /** How many times longer each took than the first, round by round. */
  readonly ratio: Readonly<Record<string, Spread>>;
  /** Milliseconds of all rounds together. */
  readonly totalMs: Readonly<Record<string, number>>;
}

/** What a run of the benchmark found. */
export interface StoreDocument {
  readonly machine: Machine;
  readonly runs: number;
  readonly values: number;
  readonly rounds: number;
  readonly contenders: readonly { readonly name: string; readonly about: string }[];
  readonly figures: readonly StoreFigure[];
}

/** Milliseconds of every round, by task and then by contender; ours is the first. */
export type StoreTimes = ReadonlyMap<string, ReadonlyMap<string, readonly number[]>>;

/** The figures of each task. */
export function storeFigures(times: StoreTimes): readonly StoreFigure[] {
  return [...times].map(([task, byName]) => {
    const [ours = []] = byName.values();
    const each = <T>(of: (rounds: readonly number[]) => T): Record<string, T> =>
      Object.fromEntries([...byName].map(([name, rounds]) => [name, of(rounds)]));
    return {
      task,
      ms: each(spreadOf),
      ratio: each((rounds) => ratioOf(rounds, ours)),
      totalMs: each((rounds) => rounds.reduce((sum, ms) => sum + ms, 0)),
    };
  });
}

/** The figures as a Markdown table. */
export function storeTable(document: StoreDocument): string {
  const { machine, runs, values, rounds, contenders, figures } = document;
  const names = contenders.map(({ name }) => name);
  const others = names.slice(1);
  const head = [
    'task, a round',
    ...names.map((name) => `${name}, ms`),
    ...others.map((name) => `${name} by ours`),
    ...names.map((name) => `${name}, all rounds, s`),
  ];
  const rows = figures.map(({ task, ms, ratio, totalMs }) => [
    task,
    ...names.map((name) => withSpread(ms[name], 1)),
    ...others.map((name) => withSpread(ratio[name], 2)),
    ...names.map((name) => ((totalMs[name] ?? Number.NaN) / 1000).toFixed(1)),
  ]);
  const size = `${runs.toLocaleString('en')} runs, ${values.toLocaleString('en')} values`;
  return [
    `${machine.cpu}, ${machine.cores} cores; ${size}; ${rounds} alternating rounds: median (min–max)`,
    '',
    ...contenders.map(({ name, about }) => `- ${name}: ${about}`),
    ...(others.length === 0 ? ['- measured alone: no --python with MLflow was named'] : []),
    '',
    row(head),
    row(head.map(() => '---')),
    ...rows.map(row),
    '',
  ].join('\n');
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
