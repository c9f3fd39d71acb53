import {
  describeTraining,
  TRAINING_OPTIONS,
  type TrainingOption,
} from '../../../shared/compare/describeTraining.ts';
import { describeLayer } from '../../../shared/compare/describeLayer.ts';
import type { DatasetDescription } from '../../../shared/dataset/datasetDescription.ts';
import { inspectArchitecture } from '../../../shared/spec/architecture.ts';
import type { ExperimentSpec } from '../../../shared/spec/experimentSpec.ts';
import type { LayerReport } from '../../../shared/spec/layerDefinition.ts';
import { innerLayers, type Layer } from '../../../shared/spec/layers/index.ts';
import { formatShape } from '../../../shared/spec/shape.ts';
import type { Training } from '../../../shared/spec/training/index.ts';
import type { Optimizer } from '../../../shared/spec/training/optimizers/index.ts';
import { formatCount, formatPercent } from '../../format.ts';

/** A name and its value, for reading. */
export interface Fact {
  readonly label: string;
  readonly value: string;
}

/** A layer of a spec, for reading. */
export interface LayerFact {
  /** From 1; inside a block after the block's own: `3.2`. */
  readonly ordinal: string;
  readonly type: string;
  /** Its options, such as `32 filters, 3 × 3, relu`. */
  readonly options: string;
  readonly output: string;
  readonly parameters: string;
}

/** Data and training of a spec as people say it. */
export function specFacts(spec: ExperimentSpec, data: DatasetDescription): readonly Fact[] {
  const { dataset, training } = spec;
  const { samples, testSamples, validationShare } = dataset;
  const all = samples ?? data.trainCount;
  return [
    { label: 'Model', value: spec.model },
    { label: 'Data', value: data.name },
    {
      label: 'Training images',
      value: `${formatCount(all)}, ${formatPercent(validationShare, 0)} % kept for validation`,
    },
    { label: 'Test images', value: formatCount(testSamples ?? data.testCount) },
    { label: 'Epochs', value: formatCount(training.epochs) },
    { label: 'Batch size', value: formatCount(training.batchSize) },
    { label: 'Optimiser', value: describeOptimizer(training.optimizer) },
    { label: 'Loss', value: 'Categorical cross-entropy' },
    ...optionFacts(training),
    { label: 'Seed', value: String(spec.seed) },
  ];
}

/** The training options that are in use. */
function optionFacts(training: Training): readonly Fact[] {
  return (Object.keys(TRAINING_OPTIONS) as TrainingOption[]).flatMap((option) => {
    const value = describeTraining(option, training);
    return value === null ? [] : [{ label: TRAINING_OPTIONS[option], value }];
  });
}

/** The layers of a spec with their shapes and sizes, those inside a block after it. */
export function layerFacts(
  spec: ExperimentSpec,
  { imageShape, classNames }: DatasetDescription,
): readonly LayerFact[] {
  const report = inspectArchitecture(spec.architecture, imageShape, classNames.length);
  return stackFacts(spec.architecture.layers, report.layers, '');
}

function stackFacts(
  layers: readonly Layer[],
  reports: readonly LayerReport[],
  prefix: string,
): readonly LayerFact[] {
  return layers.flatMap((layer, index) => {
    const report = reports[index];
    const known = report?.status === 'ok' ? report : undefined;
    const ordinal = `${prefix}${index + 1}`;
    const fact = {
      ordinal,
      type: layer.type,
      options: describeLayer(layer),
      output: known ? formatShape(known.output) : '',
      parameters: known ? formatCount(known.parameters) : '',
    };
    return [fact, ...stackFacts(innerLayers(layer), known?.inner ?? [], `${ordinal}.`)];
  });
}

function describeOptimizer(optimizer: Optimizer): string {
  const { type, learningRate, ...options } = optimizer;
  const words = Object.entries(options).map(([key, value]) => `${key} ${String(value)}`);
  return [`${type}, learning rate ${learningRate}`, ...words].join(' · ');
}
