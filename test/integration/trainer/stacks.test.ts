import { BUILT_IN_DATASETS, FASHION_MNIST } from '../../../src/shared/dataset/fashionMnist.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inspectArchitecture } from '../../../src/shared/spec/architecture.ts';
import { checkSpec, type ExperimentSpec } from '../../../src/shared/spec/experimentSpec.ts';
import { kerasGraph } from '../../../src/shared/spec/kerasGraph.ts';
import type { LayerReport } from '../../../src/shared/spec/layerDefinition.ts';
import { createResidentSet } from '../../../src/trainer/engine/residentSet.ts';
import { createTrainingProgram } from '../../../src/trainer/engine/trainingProgram.ts';
import { buildModel } from '../../../src/trainer/model/buildModel.ts';
import type { TensorFlow } from '../../../src/trainer/tf.ts';
import { makeRunFolders, type RunFolders } from './runFolders.ts';
import { anyStack, validStack, type Stack } from './randomStacks.ts';
import { smallSpec } from './smallSpecs.ts';
import { bodiesOf, DATASET, ONE_WORKER, TrainerUnderTest } from './trainerUnderTest.ts';

const specOf = ({ input, layers }: Stack): ExperimentSpec => ({
  ...smallSpec('dense'),
  architecture: { input, layers: [...layers] },
});

/** What each layer of a spec, those inside blocks too, makes in the model: its place and shape. */
function shapesOf(model: TensorFlow.LayersModel, { architecture }: ExperimentSpec): object {
  const own = kerasGraph(architecture, [28, 28, 1]).filter(
    ({ place }) => !/shortcut|after/.test(String(place)),
  );
  const shapes = own.map(({ place, name }) => [place, model.getLayer(name).outputShape]);
  return Object.fromEntries(shapes) as object;
}

function promised(reports: readonly LayerReport[], prefix: string): Record<string, unknown> {
  return Object.assign(
    {},
    ...reports.map((layer, index) => {
      if (layer.status !== 'ok') return { [index]: layer };
      const place = `${prefix}${index}`;
      return {
        [place]: [null, ...layer.output],
        ...promised(layer.inner ?? [], `${place}.layers.`),
      };
    }),
  ) as Record<string, unknown>;
}

describe('a stack that inference accepts', () => {
  it('is built by tfjs with the same shapes and parameters', () => {
    fc.assert(
      fc.property(validStack, (stack) => {
        const spec = specOf(stack);
        const report = inspectArchitecture(spec.architecture, [28, 28, 1], 10);
        const model = buildModel(spec, FASHION_MNIST.imageShape);
        const shapes = shapesOf(model, spec);
        const parameters = model.countParams();
        model.dispose();
        expect(shapes).toEqual(promised(report.layers, ''));
        expect(parameters).toBe(report.trainableParameters + report.nonTrainableParameters);
      }),
      { numRuns: 1000 },
    );
  }, 180_000);

  it('can be trained', () => {
    const images = Uint8Array.from({ length: 4 * 784 }, (_, index) => (index * 31) % 256);
    const set = createResidentSet(images, Uint8Array.of(0, 3, 5, 9), [28, 28, 1], 10);
    fc.assert(
      fc.property(validStack, (stack) => {
        const spec = specOf(stack);
        const model = buildModel(spec, FASHION_MNIST.imageShape);
        const program = createTrainingProgram({
          model,
          train: set,
          loss: spec.training.loss,
          optimizer: spec.training.optimizer,
          seed: spec.seed,
          scale: 1 / 255,
        });
        program.trainStep(Int32Array.of(0, 1, 2, 3), 0);
        const { count } = program.takeSums();
        program.dispose();
        model.dispose();
        expect(count).toBe(4);
      }),
      { numRuns: 60 },
    );
    set.dispose();
  }, 30_000);
});

describe('a stack that inference refuses', () => {
  let trainer: TrainerUnderTest;
  let folders: RunFolders;

  beforeAll(async () => {
    folders = await makeRunFolders();
    trainer = await TrainerUnderTest.start();
  });

  afterAll(async () => {
    await trainer.kill();
    await folders.remove();
  });

  it('is refused by the trainer too, before it reads any image', async () => {
    const wrong = fc
      .sample(anyStack, { numRuns: 1000, seed: 4 })
      .map(specOf)
      .filter((spec) => !checkSpec(spec, BUILT_IN_DATASETS).ok);
    expect(wrong.length).toBeGreaterThan(500);
    for (const [index, spec] of wrong.entries()) {
      const runId = `wrong-${index}`;
      trainer.send({
        type: 'start',
        runId,
        spec,
        dataset: FASHION_MNIST,
        datasetDir: DATASET,
        runDir: folders.of(runId),
        execution: ONE_WORKER,
      });
      const events = await trainer.ended(runId);
      const kinds = events.map(({ event }) => event.kind).filter((kind) => kind !== 'log');
      expect(kinds).toEqual(['failed']);
      expect(bodiesOf(events, 'failed')[0]?.error.code).toBe('bad-input');
    }
  }, 180_000);
});
