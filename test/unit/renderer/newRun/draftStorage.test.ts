import { describe, expect, it } from 'vitest';
import { draftFromPreset, type Draft } from '../../../../src/renderer/components/newRun/draft.ts';
import {
  DRAFT_KEY,
  readDraft,
  writeDraft,
} from '../../../../src/renderer/components/newRun/draftStorage.ts';
import { editDraftAll } from '../../../../src/renderer/components/newRun/editDraft.ts';

function memory(text: string | null = null) {
  const kept = new Map<string, string>(text === null ? [] : [[DRAFT_KEY, text]]);
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
}

describe('the kept draft', () => {
  it('comes back as it was, unfinished fields included', () => {
    const draft = editDraftAll(draftFromPreset('cnn2') as Draft, [
      { kind: 'set', path: 'training.batchSize', value: '' },
      { kind: 'set', path: 'architecture.layers.0.kernelSize', value: [3, ''] },
      { kind: 'rename', name: 'wide' },
    ]);
    const storage = memory();
    writeDraft(storage, draft);
    expect(readDraft(storage)).toEqual(draft);
  });

  it.each([
    ['nothing', null],
    ['broken text', '{"name":'],
    ['another form', '{"name":"x"}'],
    ['two layers with one id', JSON.stringify(draftFromPreset('rnn')).replace('"id":1', '"id":0')],
    [
      'a layer this version does not know',
      JSON.stringify(draftFromPreset('rnn')).replace('"LSTM"', '"Capsule"'),
    ],
  ])('is none when the storage holds %s', (_name, text) => {
    expect(readDraft(memory(text))).toBeNull();
  });

  it('survives a storage that refuses', () => {
    const full = {
      getItem: () => null,
      setItem: () => {
        throw new Error('quota');
      },
    };
    expect(() => writeDraft(full, draftFromPreset('cnn') as Draft)).not.toThrow();
  });
});
