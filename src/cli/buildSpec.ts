import { DATASET_LIMITS, type DatasetCatalogue } from '../shared/dataset/datasetDescription.ts';
import { parseSpec, type ExperimentSpec } from '../shared/spec/experimentSpec.ts';
import { setSpecParam } from '../shared/spec/setSpecParam.ts';
import { badInput, type Arguments } from './arguments.ts';
import type { OptionTable } from './command.ts';

/** Options that change a spec; every command that trains takes them. */
export const SPEC_OPTIONS: OptionTable = {
  epochs: { type: 'string', value: 'N', help: 'how many epochs to train' },
  samples: {
    type: 'string',
    value: 'N',
    help: 'use N of the training images, stratified by the seed, split 4:1',
  },
  'test-samples': {
    type: 'string',
    value: 'N',
    help: 'use N of the test images instead of all',
  },
};

/** One change to a spec. */
export interface SpecChange {
  /** A dotted path, such as `training.optimizer.learningRate`. */
  readonly path: string;
  readonly value: unknown;
}

/**
 * The spec that a command line asks for.
 *
 * @param start what `startingSpec` found
 * @param datasets those that the spec may name
 * @throws LabError `bad-input` naming the field, what was wrong and what would be right
 */
export function buildSpec(
  start: unknown,
  changes: readonly SpecChange[],
  datasets: DatasetCatalogue,
): ExperimentSpec {
  return parseSpec(
    changes.reduce((spec, { path, value }) => setSpecParam(spec, path, value), start),
    datasets,
  );
}

/** What the options of {@link SPEC_OPTIONS}, `--seed` and `--set` change. `--set` has the last word. */
export function readChanges(args: Arguments): readonly SpecChange[] {
  const numbers = [
    { path: 'training.epochs', value: args.whole('epochs', 1, 10_000) },
    { path: 'dataset.samples', value: args.whole('samples', 1, DATASET_LIMITS.images) },
    { path: 'dataset.testSamples', value: args.whole('test-samples', 1, DATASET_LIMITS.images) },
    { path: 'seed', value: args.whole('seed', 0, 2_147_483_647) },
  ];
  const named = numbers.filter(({ value }) => value !== undefined);
  return [...named, ...args.list('set').map(readAssignment)];
}

function readAssignment(text: string): SpecChange {
  const equals = text.indexOf('=');
  if (equals < 1) {
    throw badInput(
      '--set',
      `must be key=value, but is "${text}"`,
      'For example --set training.batchSize=128, or --set architecture.layers.4.rate=0.3',
    );
  }
  return { path: text.slice(0, equals), value: readValue(text.slice(equals + 1)) };
}

// A value is JSON where it reads as JSON, and otherwise the text itself: `same` needs no quotes.
function readValue(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
