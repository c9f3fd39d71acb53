import type { ComparedRun } from '../model/run.ts';
import { flattenSpec, type ParamValue } from '../spec/flattenSpec.ts';
import { paramLabel } from './paramRows.ts';

/** What a run has in a column; null where it has nothing. */
export type ColumnValue = string | number | null;

/** A hyperparameter or metric of several runs, to be drawn along an axis. */
export interface CompareColumn {
  /** Dotted for hyperparameters: `training.batchSize`. */
  readonly key: string;
  /** With its unit. */
  readonly label: string;
  readonly group: 'Hyperparameter' | 'Metric';
  /** Numbers lie on a scale, categories beside each other. */
  readonly kind: 'number' | 'category';
  /** Which direction is better; null when neither is. */
  readonly better: 'higher' | 'lower' | null;
  /** In step with the runs. */
  readonly values: readonly ColumnValue[];
}

interface Metric {
  readonly key: string;
  readonly label: string;
  readonly better: CompareColumn['better'];
  read(run: ComparedRun): number | null;
}

const METRICS: readonly Metric[] = [
  {
    key: 'testAccuracy',
    label: 'Test accuracy (%)',
    better: 'higher',
    read: ({ summary }) => percent(summary.testAccuracy),
  },
  {
    key: 'bestValAccuracy',
    label: 'Best validation accuracy (%)',
    better: 'higher',
    read: ({ summary }) => percent(summary.bestValAccuracy),
  },
  { key: 'testLoss', label: 'Test loss', better: 'lower', read: ({ summary }) => summary.testLoss },
  {
    key: 'parameters',
    label: 'Parameters',
    better: 'lower',
    read: ({ summary }) => summary.parameters,
  },
  {
    key: 'trainingSeconds',
    label: 'Training time (s)',
    better: 'lower',
    read: ({ summary }) => summary.trainingSeconds,
  },
  {
    key: 'bytes',
    label: 'Size on disk (MB)',
    better: 'lower',
    read: ({ artifacts }) =>
      artifacts.length === 0 ? null : artifacts.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6,
  },
  {
    key: 'epochsDone',
    label: 'Epochs trained',
    better: null,
    read: ({ summary }) => summary.epochsDone,
  },
];

const HIDDEN = /^(version|architecture\.layers\.)/;

/**
 * What runs can be laid out by: the hyperparameters in which they differ, layers apart, and the metrics that
 * any of them has.
 */
export function compareColumns(runs: readonly ComparedRun[]): readonly CompareColumn[] {
  const metrics = METRICS.map(({ key, label, better, read }) => {
    const values = runs.map(read);
    return { key, label, better, values, group: 'Metric', kind: 'number' } as const;
  });
  return [
    ...paramColumns(runs),
    ...metrics.filter(({ values }) => values.some((one) => one !== null)),
  ];
}

function paramColumns(runs: readonly ComparedRun[]): readonly CompareColumn[] {
  const maps = runs.map(
    ({ spec }) => new Map(flattenSpec(spec).map(({ key, value }) => [key, value] as const)),
  );
  const keys = [...new Set(maps.flatMap((map) => [...map.keys()]))];
  return keys
    .filter((key) => !HIDDEN.test(key))
    .map((key) => ({ key, values: maps.map((map) => toValue(map.get(key))) }))
    .filter(({ values }) => values.some((value) => value !== values[0]))
    .map(({ key, values }) => ({
      key,
      label: paramLabel(key),
      group: 'Hyperparameter',
      kind: values.every((value) => value === null || typeof value === 'number')
        ? 'number'
        : 'category',
      better: null,
      values,
    }));
}

function toValue(value: ParamValue | undefined): ColumnValue {
  if (value === undefined || value === null) return null;
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : value;
}

function percent(share: number | null): number | null {
  return share === null ? null : share * 100;
}
