import { describe, expect, it } from 'vitest';
import { chooseDataset } from '../../../../src/renderer/components/newRun/chooseDataset.ts';
import { draftFromPreset } from '../../../../src/renderer/components/newRun/draft.ts';
import { editDraftAll } from '../../../../src/renderer/components/newRun/editDraft.ts';
import { inspectDraft } from '../../../../src/renderer/components/newRun/inspectDraft.ts';
import { FASHION_MNIST } from '../../../../src/shared/dataset/fashionMnist.ts';
import { SMALL_DATASET } from '../../../helpers/smallDataset.ts';

const DATASETS = [FASHION_MNIST, { ...SMALL_DATASET, imageShape: [28, 28, 3] } as const];
const cnn = draftFromPreset('cnn')!;
const part = editDraftAll(cnn, [
  { kind: 'set', path: 'dataset.samples', value: 2000 },
  { kind: 'set', path: 'dataset.testSamples', value: '' },
]);

describe('chooseDataset', () => {
  it('makes the output fit the classes, and the shapes follow', () => {
    const edits = chooseDataset(cnn.spec, FASHION_MNIST, DATASETS[1]!);
    const { spec, layers, problems } = inspectDraft(editDraftAll(cnn, edits).spec, DATASETS);
    expect(problems).toEqual([]);
    expect(spec?.architecture.layers.at(-1)).toMatchObject({ units: 3 });
    expect(layers.get(cnn.spec.architecture.layers[0]!.id)).toMatchObject({
      status: 'ok',
      input: [28, 28, 3],
    });
  });

  it('takes all of a set that has fewer images, and leaves a box that is being filled', () => {
    const { spec } = editDraftAll(part, chooseDataset(part.spec, FASHION_MNIST, SMALL_DATASET));
    expect(spec.dataset).toMatchObject({ id: 'shapes', samples: null, testSamples: null });
  });

  it('leaves an output alone that never fitted', () => {
    const odd = editDraftAll(cnn, [
      {
        kind: 'set',
        path: `architecture.layers.${cnn.spec.architecture.layers.length - 1}.units`,
        value: 7,
      },
    ]);
    const edits = chooseDataset(odd.spec, FASHION_MNIST, DATASETS[1]!);
    const { problems } = inspectDraft(editDraftAll(odd, edits).spec, DATASETS);
    expect(problems).toMatchObject([{ path: 'architecture.layers.12.units' }]);
  });

  it('says in the form’s words which part a set can give, and that one is gone', () => {
    const wrong = editDraftAll(cnn, [
      { kind: 'set', path: 'dataset.id', value: 'shapes' },
      { kind: 'set', path: 'dataset.samples', value: 31 },
    ]);
    const { problems } = inspectDraft(wrong.spec, DATASETS);
    expect(problems[0]).toMatchObject({
      path: 'dataset.samples',
      message: 'Must be a whole number from 30 to 30, or empty for all',
    });
    expect(inspectDraft(wrong.spec, [FASHION_MNIST]).problems).toMatchObject([
      { path: 'dataset.id', message: 'This data set is not in the lab' },
    ]);
  });
});
