import { FASHION_MNIST } from '../../../shared/dataset/fashionMnist.ts';
import { inspectArchitecture } from '../../../shared/spec/architecture.ts';
import type { ExperimentSpec } from '../../../shared/spec/experimentSpec.ts';
import type { Layer } from '../../../shared/spec/layers/index.ts';
import { formatShape } from '../../../shared/spec/shape.ts';
import type { Optimizer } from '../../../shared/spec/training/optimizers/index.ts';
import { formatCount, formatPercent } from '../../format.ts';

/** A name and its value, for reading. */
export interface Fact {
  readonly label: string;
  readonly value: string;
}

/** A layer of a spec, for reading. */
export interface LayerFact {
  readonly type: string;
  /** Its options, such as `32 filters · 3 × 3 · relu`. */
  readonly options: string;
  readonly output: string;
  readonly parameters: string;
}

/** Data and training of a spec as people say it. */
export function specFacts(spec: ExperimentSpec): readonly Fact[] {
  const { dataset, training } = spec;
  const { samples, testSamples, validationShare } = dataset;
  const all = samples ?? FASHION_MNIST.trainCount;
  return [
    { label: 'Model', value: spec.model },
    { label: 'Data', value: FASHION_MNIST.name },
    {
      label: 'Training images',
      value: `${formatCount(all)}, ${formatPercent(validationShare, 0)} % kept for validation`,
    },
    { label: 'Test images', value: formatCount(testSamples ?? FASHION_MNIST.testCount) },
    { label: 'Epochs', value: formatCount(training.epochs) },
    { label: 'Batch size', value: formatCount(training.batchSize) },
    { label: 'Optimiser', value: describeOptimizer(training.optimizer) },
    { label: 'Loss', value: 'Categorical cross-entropy' },
    { label: 'Seed', value: String(spec.seed) },
  ];
}

/** The layers of a spec with their shapes and sizes. */
export function layerFacts(spec: ExperimentSpec): readonly LayerFact[] {
  const { imageShape, classNames } = FASHION_MNIST;
  const report = inspectArchitecture(spec.architecture, imageShape, classNames.length);
  return spec.architecture.layers.map((layer, index) => {
    const inference = report.layers[index];
    const known = inference?.status === 'ok' ? inference : undefined;
    return {
      type: layer.type,
      options: describeLayer(layer),
      output: known ? formatShape(known.output) : '',
      parameters: known ? formatCount(known.parameters) : '',
    };
  });
}

function describeOptimizer(optimizer: Optimizer): string {
  const { type, learningRate, ...options } = optimizer;
  return [`${type}, learning rate ${learningRate}`, ...describeOptions(options)].join(' · ');
}

function describeLayer(layer: Layer): string {
  const { type: _type, ...options } = layer;
  return describeOptions(options).join(' · ');
}

function describeOptions(options: object): string[] {
  return Object.entries(options)
    .filter(([key, value]) => !isUsual(key, value))
    .map(([key, value]) => (key === 'useBias' ? 'no bias' : `${key} ${describeValue(value)}`));
}

/** What goes without saying. */
function isUsual(key: string, value: unknown): boolean {
  return value === null || value === 'linear' || (key === 'useBias' && value === true);
}

function describeValue(value: unknown): string {
  return Array.isArray(value) ? value.join(' × ') : String(value);
}
