import type { MetricSource } from './epochMetrics.ts';

/** What kind of values a key has; a hyperparameter may have any. */
export type RunKeyType = 'number' | 'text' | 'boolean' | 'time' | 'param';

/** How a number is shown. */
export type RunKeyUnit = 'share' | 'loss' | 'seconds' | 'count';

/** Where a key's values are kept. */
export type RunKeySource =
  { readonly kind: 'field' } | { readonly kind: 'param'; readonly key: string } | MetricSource;

/** Something that runs can be filtered, sorted, grouped and shown by. */
export interface RunKey {
  /** Canonical: unique, and understood by the store without a catalogue. */
  readonly name: string;
  /** Head of its column. */
  readonly title: string;
  readonly type: RunKeyType;
  readonly unit?: RunKeyUnit;
  readonly source: RunKeySource;
  /** What it means, in a few words. */
  readonly about: string;
  /** Every value there can be, where that is known beforehand. */
  readonly values?: readonly string[];
}
