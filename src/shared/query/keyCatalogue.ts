import { flattenSpec } from '../spec/flattenSpec.ts';
import { PRESETS } from '../spec/presets/index.ts';
import { newOptimizer, OPTIMIZER_TYPES } from '../spec/training/optimizers/index.ts';
import { nearest } from './editDistance.ts';
import { METRIC_KEYS } from './metricKeys.ts';
import type { RunKey } from './runKey.ts';
import { FIELD_KEYS, findRunKey, paramKey } from './runKeys.ts';

/** Every key that a lab's runs have, and what people may call it. */
export interface KeyCatalogue {
  /** Fields and metrics first, then hyperparameters. */
  readonly keys: readonly RunKey[];
  /** The key that a person means: any of its names, in snake or camel case. */
  find(name: string): RunKey | undefined;
  /** What people call a key: its short name where it has one. */
  shortName(key: string): string;
  /** The known name most like a misspelt one. */
  nearest(name: string): string | undefined;
}

/** Spec paths that stand among the fields already. */
const FIELDS_OF_SPEC = new Set(['version', 'model', 'seed', 'training.epochs']);
const ALIASES: Readonly<Record<string, string>> = {
  favorite: 'favourite',
  tags: 'tag',
  id: 'number',
  params: 'parameters',
  'training.epochs': 'epochs',
  val_acc: 'val_accuracy',
  acc: 'accuracy',
  best_val_accuracy: 'val_accuracy',
  test_acc: 'test_accuracy',
  created_at: 'created',
  training_seconds: 'training_time',
};

/**
 * The catalogue of a lab.
 *
 * @param paths dotted paths of the hyperparameters that its runs have, beside those of the presets
 */
export function createKeyCatalogue(paths: readonly string[] = []): KeyCatalogue {
  const known = [...new Set([...presetPaths(), ...paths])].filter(
    (path) => !FIELDS_OF_SPEC.has(path) && findRunKey(path) !== undefined,
  );
  const fixed = [...FIELD_KEYS, ...METRIC_KEYS];
  const shorts = shortNames(known, new Set(fixed.map(({ name }) => name)));
  const params = known.map((path) => ({ ...paramKey(path), title: titleOf(path, shorts) }));
  const byName = new Map<string, RunKey>();
  for (const key of fixed) {
    byName.set(key.name, key);
    if (key.source.kind === 'metric') {
      byName.set(`${key.source.metric}.${key.source.moment}`, key);
    }
  }
  for (const key of params) {
    byName.set(normalise(key.name), key);
    const short = shorts.get(key.name);
    if (short !== undefined) byName.set(short, key);
  }
  for (const [alias, name] of Object.entries(ALIASES)) {
    const key = byName.get(name);
    if (key && !byName.has(alias)) byName.set(alias, key);
  }
  return {
    keys: [...fixed, ...params],
    find: (name) => byName.get(normalise(name)) ?? findRunKey(name),
    shortName: (key) => shorts.get(key) ?? key,
    nearest: (name) => nearest(normalise(name), byName.keys()),
  };
}

/** @example normalise('training.batchSize') // 'training.batch_size' */
function normalise(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
}

/** @example 'training.optimizer.learningRate' becomes learning_rate, 'training.optimizer.type' optimizer */
function shortNames(
  paths: readonly string[],
  taken: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const count = new Map<string, number>();
  const shorts = paths
    .filter((path) => !path.startsWith('architecture.'))
    .map((path) => [path, shorten(path)] as const);
  for (const [, short] of shorts) count.set(short, (count.get(short) ?? 0) + 1);
  return new Map(shorts.filter(([, short]) => count.get(short) === 1 && !taken.has(short)));
}

function shorten(path: string): string {
  if (path === 'dataset.id') return 'dataset';
  if (path === 'training.loss') return 'loss_function';
  const inner = path.replace(/^(dataset|training)\./, '').replace(/\.type$/, '');
  return normalise(inner.replace(/^optimizer\./, ''));
}

/** @example 'Batch size', or 'Layer 5 rate', counted from 1 as people do */
function titleOf(path: string, shorts: ReadonlyMap<string, string>): string {
  const [, place, rest] = /^architecture\.layers\.(\d+)\.(.+)$/.exec(path) ?? [];
  const words =
    rest === undefined
      ? (shorts.get(path) ?? normalise(path.replace(/^architecture\./, '')))
      : `layer ${Number(place) + 1} ${normalise(rest)}`;
  const plain = words.replaceAll(/[_.]/g, ' ');
  return `${plain[0]?.toUpperCase() ?? ''}${plain.slice(1)}`;
}

function presetPaths(): readonly string[] {
  return [
    ...OPTIMIZER_TYPES.flatMap((type) =>
      Object.keys(newOptimizer(type)).map((key) => `training.optimizer.${key}`),
    ),
    ...PRESETS.flatMap(({ spec }) => flattenSpec(spec).map(({ key }) => key)).filter(
      (path) => !path.startsWith('architecture.layers.'),
    ),
  ];
}
