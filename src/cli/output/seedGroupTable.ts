import type { SeedGroup } from '../../shared/compare/seedGroups.ts';
import { seedList } from '../../shared/compare/seedWords.ts';
import type { SampleSummary } from '../../shared/stats/tTests.ts';
import { formatLoss, formatPercent, NOTHING } from './format.ts';
import { formatTable } from './table.ts';

/** Specs with what their seeds say together, a row each. */
export function seedGroupTable(groups: readonly SeedGroup[]): string {
  const right = (title: string) => ({ title, align: 'right' as const });
  return formatTable(
    [
      { title: 'over seeds' },
      right('n'),
      right('seeds'),
      right('test accuracy'),
      right('sd'),
      right('95 % interval'),
      right('test loss'),
      right('sd'),
      right('95 % interval'),
    ],
    groups.map(({ name, seeds, accuracy, loss }) => [
      name,
      String(seeds.length),
      seedList(seeds) || NOTHING,
      ...summaryCells(accuracy, formatPercent),
      ...summaryCells(loss, formatLoss),
    ]),
  );
}

/** A group of repetitions as JSON gives it: its runs by their ids. */
export function seedGroupRecord(group: SeedGroup) {
  const { runs, ...rest } = group;
  return { ...rest, runs: runs.map(({ summary }) => summary.id) };
}

function summaryCells(
  summary: SampleSummary | null,
  write: (value: number | null | undefined) => string,
): readonly string[] {
  const interval = summary?.interval;
  return [
    write(summary?.mean),
    write(summary?.sd),
    interval ? `${write(interval.low)} to ${write(interval.high)}` : NOTHING,
  ];
}
