import { afterAll, describe, expect, it } from 'vitest';
import { BUILT_IN_DATASETS, FASHION_MNIST } from '../../../src/shared/dataset/fashionMnist.ts';
import { parseSpec } from '../../../src/shared/spec/experimentSpec.ts';
import { ACTIVATIONS } from '../../../src/shared/spec/fields.ts';
import { definitionOf, layerSchema } from '../../../src/shared/spec/layers/index.ts';
import { RECURRENT_TYPES } from '../../../src/shared/spec/layers/recurrentLayer.ts';
import { createTrainingProgram } from '../../../src/trainer/engine/trainingProgram.ts';
import { buildModel } from '../../../src/trainer/model/buildModel.ts';
import { adamAt } from '../engine/programs.ts';
import { syntheticSet } from '../engine/syntheticSet.ts';
import { smallSpec } from './smallSpecs.ts';

const train = syntheticSet(8);
afterAll(() => train.dispose());

const cases = [
  ...RECURRENT_TYPES.flatMap((type) =>
    ACTIVATIONS.map((activation) => ({ type, units: 3, activation })),
  ),
  { type: 'Bidirectional', layer: 'GRU', units: 3, activation: 'linear' },
  { type: 'Bidirectional', layer: 'LSTM', units: 3, activation: 'tanh' },
].map((layer) => layerSchema.parse(layer));

/** What runs the layer in a small network. */
function engineOf(layer: (typeof cases)[number]): 'native' | 'stock' {
  const layers = [layer, { type: 'Dense', units: 10, activation: 'softmax' }];
  const architecture = { input: 'sequence', layers };
  const spec = parseSpec({ ...smallSpec('lstm'), architecture }, BUILT_IN_DATASETS);
  const model = buildModel(spec, FASHION_MNIST.imageShape);
  const program = createTrainingProgram({
    model,
    train,
    loss: 'categoricalCrossentropy',
    optimizer: adamAt(1e-3),
    seed: 1,
    scale: 1 / 255,
  });
  const { kind } = program;
  program.dispose();
  model.dispose();
  return kind;
}

describe('what a layer says of its kernel', () => {
  it.each(cases)('holds for %o', (layer) => {
    const promised = definitionOf(layer).stockOnly?.(layer) ?? null;
    expect(engineOf(layer)).toBe(promised === null ? 'native' : 'stock');
  });
});
