import type { ExperimentSpec } from './experimentSpec.ts';

/** A value that tables sort and compare by. */
export type ParamValue = string | number | boolean | null;

/** A hyperparameter under its dotted key, such as `training.optimizer.learningRate`. */
export interface Param {
  readonly key: string;
  readonly value: ParamValue;
}

/** The spec as dotted key and value, in the spec's own order; lists are counted from 0. */
export function flattenSpec(spec: ExperimentSpec): readonly Param[] {
  return flatten('', spec);
}

function flatten(prefix: string, value: unknown): Param[] {
  if (value === null || typeof value !== 'object') {
    return [{ key: prefix, value: value as ParamValue }];
  }
  return Object.entries(value).flatMap(([key, inner]) =>
    flatten(prefix === '' ? key : `${prefix}.${key}`, inner),
  );
}

/** One hyperparameter in which specs differ; `values[i]` is undefined where spec i has none. */
export interface ParamDifference {
  readonly key: string;
  readonly values: readonly (ParamValue | undefined)[];
}

/** The hyperparameters in which the given specs are not all equal, in first-seen order. */
export function differingParams(specs: readonly ExperimentSpec[]): readonly ParamDifference[] {
  const maps = specs.map(
    (spec) => new Map(flattenSpec(spec).map(({ key, value }) => [key, value] as const)),
  );
  const keys = new Set(maps.flatMap((map) => [...map.keys()]));
  return [...keys]
    .map((key) => ({ key, values: maps.map((map) => map.get(key)) }))
    .filter(({ values }) => values.some((value) => value !== values[0]));
}
