import type { ExperimentSpec } from '../spec/experimentSpec.ts';
import { differingParams, flattenSpec } from '../spec/flattenSpec.ts';
import { definitionOf, innerLayers, type Layer } from '../spec/layers/index.ts';
import { OPTIMIZER_FIELDS } from '../spec/training/optimizers/index.ts';
import { alignLayers } from './alignLayers.ts';
import { describeLayer, formatOption } from './describeLayer.ts';
import { describeTraining, TRAINING_OPTIONS, type TrainingOption } from './describeTraining.ts';

/** The part of a spec that a row belongs to. */
export type ParamGroup = 'Data' | 'Network' | 'Training' | 'Run';

/** One hyperparameter, or one layer, of several specs side by side. */
export interface ParamRow {
  readonly key: string;
  readonly group: ParamGroup;
  readonly label: string;
  /** Words for each spec; null where that spec has no such part. */
  readonly values: readonly (string | null)[];
  readonly differs: boolean;
}

const LABELS: Readonly<Record<string, string>> = {
  model: 'Model',
  seed: 'Seed',
  'dataset.id': 'Data set',
  'dataset.samples': 'Training images',
  'dataset.testSamples': 'Test images',
  'dataset.validationShare': 'Validation share',
  'architecture.input': 'Input',
  'execution.computeType': 'Compute in',
  'execution.workers': 'Workers',
  'execution.threads': 'Threads',
  'training.epochs': 'Epochs',
  'training.batchSize': 'Batch size',
  'training.optimizer.type': 'Optimiser',
  'training.loss': 'Loss',
};

const HIDDEN = new Set(['version']);
const OPTIONS = Object.keys(TRAINING_OPTIONS) as TrainingOption[];
const LAYERS = 'architecture.layers';

/**
 * A spec's key in words.
 *
 * @example paramLabel('training.optimizer.beta1') // 'Beta 1'
 */
export function paramLabel(key: string): string {
  const known = LABELS[key];
  if (known !== undefined) return known;
  const group = optionOf(key);
  if (group !== null) return TRAINING_OPTIONS[group];
  const option = key.replace('training.optimizer.', '');
  const field = Object.values(OPTIMIZER_FIELDS)
    .flat()
    .find((candidate) => candidate.key === option);
  return field?.label ?? key;
}

/**
 * The hyperparameters of specs side by side: data, then the network layer by layer, then training.
 *
 * @param specs at least one; the first is what the others are aligned to
 */
export function paramRows(specs: readonly ExperimentSpec[]): readonly ParamRow[] {
  const differing = new Set(differingParams(specs).map(({ key }) => key));
  const maps = specs.map(
    (spec) => new Map(flattenSpec(spec).map(({ key, value }) => [key, value] as const)),
  );
  const keys = [...new Set(maps.flatMap((map) => [...map.keys()]))].filter(
    (key) => !HIDDEN.has(key) && !key.startsWith(`${LAYERS}.`) && optionOf(key) === null,
  );
  const scalars = keys.map((key): ParamRow => ({
    key,
    group: groupOf(key),
    label: paramLabel(key),
    values: maps.map((map) => (map.has(key) ? formatParam(key, map.get(key)) : null)),
    differs: differing.has(key),
  }));
  const order: readonly ParamGroup[] = ['Run', 'Data', 'Network', 'Training'];
  return order.flatMap((group) => [
    ...scalars.filter((row) => row.group === group),
    ...(group === 'Network' ? layerRows(specs) : []),
    ...(group === 'Training' ? optionRows(specs) : []),
  ]);
}

/** The training options that any of the specs uses, a row each. */
function optionRows(specs: readonly ExperimentSpec[]): readonly ParamRow[] {
  return OPTIONS.map((option): ParamRow => {
    const words = specs.map(({ training }) => describeTraining(option, training));
    const texts = specs.map(({ training }) => JSON.stringify(training[option]));
    return {
      key: `training.${option}`,
      group: 'Training',
      label: TRAINING_OPTIONS[option],
      values: words.map((value) => value ?? (option === 'schedule' ? 'constant' : 'off')),
      differs: texts.some((text) => text !== texts[0]),
    };
  }).filter(({ values, differs }) => differs || !(values[0] === 'off' || values[0] === 'constant'));
}

/** The training option that a key belongs to, if it has a row of its own. */
function optionOf(key: string): TrainingOption | null {
  const name = key.startsWith('training.') ? key.split('.')[1] : undefined;
  return OPTIONS.find((option) => option === name) ?? null;
}

/** The layers of specs side by side, those inside a block after it. */
export function layerRows(specs: readonly ExperimentSpec[]): readonly ParamRow[] {
  return stackRows(
    specs.map((spec) => spec.architecture.layers),
    LAYERS,
    '',
  );
}

/** A row for each layer of stacks side by side, and those inside a block after it. */
function stackRows(
  stacks: readonly (readonly Layer[])[],
  path: string,
  label: string,
): readonly ParamRow[] {
  return alignLayers(stacks).flatMap(({ layers }, index) => {
    const type = layers.find((layer) => layer !== undefined)?.type ?? '';
    const texts = layers.map((layer) => (layer ? JSON.stringify(ownOptions(layer)) : undefined));
    const key = `${path}.${index}`;
    const row: ParamRow = {
      key,
      group: 'Network',
      label: `${label}${type}`,
      values: layers.map((layer) => (layer ? describeSlot(layer) : null)),
      differs: texts.some((text) => text !== texts[0]),
    };
    const inside = layers.map((layer) => (layer ? innerLayers(layer) : []));
    return [row, ...stackRows(inside, `${key}.layers`, `${label}${type} › `)];
  });
}

/** A layer's options without the layers inside it, which have rows of their own. */
function ownOptions(layer: Layer): object {
  return Object.fromEntries(
    Object.entries(layer).map(([key, value]) =>
      key === 'layers' ? [key, innerLayers(layer).length] : [key, value as unknown],
    ),
  );
}

/** A layer's words in a table, where emptiness would read as absence. */
function describeSlot(layer: Layer): string {
  const words = describeLayer(layer);
  if (words !== '') return words;
  return definitionOf(layer).fields.length > 0 ? 'Keras’s defaults' : 'present';
}

function groupOf(key: string): ParamGroup {
  if (key.startsWith('dataset.')) return 'Data';
  if (key.startsWith('architecture.')) return 'Network';
  return key.startsWith('training.') ? 'Training' : 'Run';
}

function formatParam(key: string, value: unknown): string {
  if (value === null && key === 'dataset.samples') return 'all 60,000';
  if (value === null && key === 'dataset.testSamples') return 'all 10,000';
  if (value === 'categoricalCrossentropy') return 'categorical cross-entropy';
  if (typeof value === 'number' && key.startsWith('dataset.')) return value.toLocaleString('en');
  return formatOption(value);
}
