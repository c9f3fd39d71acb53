import { describe, expect, it } from 'vitest';
import { draftFromPreset } from '../../../../src/renderer/components/newRun/draft.ts';
import { draftChanges } from '../../../../src/renderer/components/newRun/draftChanges.ts';
import { draftFromArchitecture } from '../../../../src/renderer/components/newRun/draftFromArchitecture.ts';
import { anyOff } from '../../../../src/renderer/components/newRun/draftLayer.ts';
import { readDraft, writeDraft } from '../../../../src/renderer/components/newRun/draftStorage.ts';
import { editDraft, editDraftAll } from '../../../../src/renderer/components/newRun/editDraft.ts';
import { inspectDraft } from '../../../../src/renderer/components/newRun/inspectDraft.ts';
import { FASHION_MNIST } from '../../../../src/shared/dataset/fashionMnist.ts';
import {
  dataFormOf,
  type SavedArchitecture,
} from '../../../../src/shared/model/savedArchitecture.ts';
import { findPreset } from '../../../../src/shared/spec/presets/index.ts';
import { SMALL_DATASET } from '../../../helpers/smallDataset.ts';

const RNN = findPreset('rnn')!.spec;
const SAVED: SavedArchitecture = {
  id: 'A'.repeat(26),
  name: 'Reader',
  spec: { ...RNN, model: 'Reader', seed: 5, training: { ...RNN.training, epochs: 3 } },
  data: dataFormOf(FASHION_MNIST),
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
};
const before = editDraftAll(draftFromPreset('cnn')!, [
  { kind: 'set', path: 'dataset.samples', value: '' },
  { kind: 'set', path: 'training.batchSize', value: 9 },
  { kind: 'set', path: 'seed', value: 8 },
]);

describe('draftFromArchitecture', () => {
  const draft = draftFromArchitecture(SAVED, before, 10);

  it('has its network and training, on the data and with the seed of the draft before', () => {
    expect(draft.spec.architecture.layers[0]).toMatchObject({ type: 'LSTM' });
    expect(draft.spec.training).toMatchObject({ epochs: 3, batchSize: 256 });
    expect(draft.spec).toMatchObject({ model: 'Reader', seed: 8, dataset: { samples: '' } });
  });

  it('tells its differences against what is in the library', () => {
    const own = draftFromArchitecture(SAVED, draftFromPreset('cnn')!, 10);
    const seeded = editDraft(own, { kind: 'set', path: 'seed', value: 5 });
    expect(draftChanges(SAVED.spec, seeded.spec)).toEqual([]);
    const longer = editDraft(seeded, { kind: 'set', path: 'training.epochs', value: 4 });
    expect(draftChanges(SAVED.spec, longer.spec)).toMatchObject([{ before: '3', after: '4' }]);
  });

  it('fits its output to other classes, and only one that fitted', () => {
    const shapes = editDraft(before, { kind: 'set', path: 'dataset.id', value: 'shapes' });
    const whole = editDraft(shapes, { kind: 'set', path: 'dataset.samples', value: null });
    const fitted = draftFromArchitecture(SAVED, whole, 3);
    expect(inspectDraft(fitted.spec, [SMALL_DATASET]).problems).toEqual([]);
    const odd = { ...SAVED, data: { ...SAVED.data, classes: 7 } };
    expect(draftFromArchitecture(odd, whole, 3).spec.architecture.layers.at(-1)).toMatchObject({
      units: 10,
    });
  });

  it('is kept with where it came from', () => {
    const kept = new Map<string, string>();
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
    };
    writeDraft(storage, draft);
    expect(readDraft(storage)).toEqual(draft);
  });

  it('knows whether a layer is switched off, inside blocks too', () => {
    const { layers } = draft.spec.architecture;
    const [layer] = layers;
    expect(anyOff(layers)).toBe(false);
    expect(anyOff([{ ...layer!, off: true }])).toBe(true);
    expect(anyOff([{ ...layer!, type: 'Residual', layers: [{ ...layer!, off: true }] }])).toBe(
      true,
    );
  });
});
