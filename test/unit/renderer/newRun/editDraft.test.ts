import { describe, expect, it } from 'vitest';
import { draftFromPreset, type Draft } from '../../../../src/renderer/components/newRun/draft.ts';
import { layerIds } from '../../../../src/renderer/components/newRun/draftLayer.ts';
import {
  editDraft,
  editDraftAll,
  editTag,
} from '../../../../src/renderer/components/newRun/editDraft.ts';
import {
  newHistory,
  record,
  redo,
  undo,
} from '../../../../src/renderer/components/newRun/history.ts';

const rnn = (): Draft => {
  const draft = draftFromPreset('rnn');
  if (!draft) throw new Error('the preset rnn is gone');
  return draft;
};
const ids = ({ spec }: Draft): readonly number[] => layerIds(spec.architecture.layers);
const types = ({ spec }: Draft): string[] => spec.architecture.layers.map(({ type }) => type);

describe('editDraft', () => {
  it('sets a field without touching the draft it came from', () => {
    const before = rnn();
    const after = editDraft(before, {
      kind: 'set',
      path: 'architecture.layers.1.rate',
      value: 0.4,
    });
    expect(after.spec.architecture.layers[1]).toEqual({
      type: 'Dropout',
      rate: 0.4,
      id: 1,
      off: false,
    });
    expect(before).toEqual(rnn());
  });

  it('keeps an emptied field as empty, and all samples as null', () => {
    const draft = editDraftAll(rnn(), [
      { kind: 'set', path: 'training.epochs', value: '' },
      { kind: 'set', path: 'dataset.samples', value: null },
    ]);
    expect([draft.spec.training.epochs, draft.spec.dataset.samples]).toEqual(['', null]);
  });

  it('inserts, duplicates, moves and removes layers, each keeping its id', () => {
    const inserted = editDraft(rnn(), { kind: 'insert', index: 1, layer: { type: 'Flatten' } });
    expect([types(inserted), ids(inserted)]).toEqual([
      ['LSTM', 'Flatten', 'Dropout', 'Dense', 'Dropout', 'Dense'],
      [0, 5, 1, 2, 3, 4],
    ]);
    const duplicated = editDraft(inserted, { kind: 'duplicate', index: 0 });
    expect(ids(duplicated)).toEqual([0, 6, 5, 1, 2, 3, 4]);
    const moved = editDraft(duplicated, { kind: 'move', from: 2, to: 6 });
    expect(ids(moved)).toEqual([0, 6, 1, 2, 3, 4, 5]);
    const removed = editDraft(moved, { kind: 'remove', index: 1 });
    expect([types(removed), ids(removed)]).toEqual([
      ['LSTM', 'Dropout', 'Dense', 'Dropout', 'Dense', 'Flatten'],
      [0, 1, 2, 3, 4, 5],
    ]);
  });

  it('edits the stack inside a block, and gives a copied block ids of its own', () => {
    const stack = 'architecture.layers.0.layers';
    const draft = editDraftAll(rnn(), [
      {
        kind: 'insert',
        index: 0,
        layer: { type: 'Residual', layers: [{ type: 'Flatten' }, { type: 'LSTM', units: 3 }] },
      },
      { kind: 'insert', stack, index: 1, layer: { type: 'Dropout', rate: 0.5 } },
      { kind: 'move', stack, from: 2, to: 0 },
      { kind: 'set', path: `${stack}.0.units`, value: 4 },
      { kind: 'duplicate', stack, index: 0 },
      { kind: 'remove', stack, index: 2 },
    ]);
    expect(draft.spec.architecture.layers[0]?.['layers']).toEqual([
      { type: 'LSTM', units: 4, id: 7, off: false },
      { type: 'LSTM', units: 4, id: 9, off: false },
      { type: 'Dropout', rate: 0.5, id: 8, off: false },
    ]);
    const twice = ids(editDraft(draft, { kind: 'duplicate', index: 0 }));
    expect(new Set(twice).size).toBe(twice.length);
    expect(twice.length).toBe(5 + 2 * 4);
  });

  it('gives the same draft back when nothing changes', () => {
    const draft = rnn();
    for (const edit of [
      { kind: 'set', path: 'seed', value: 1 },
      { kind: 'rename', name: '' },
      { kind: 'remove', index: 9 },
      { kind: 'duplicate', index: -1 },
      { kind: 'move', from: 0, to: -1 },
      { kind: 'move', from: 4, to: 5 },
      { kind: 'move', from: 2, to: 2 },
      { kind: 'remove', stack: 'architecture.layers.0.layers', index: 0 },
    ] as const) {
      expect(editDraft(draft, edit)).toBe(draft);
    }
  });
});

describe('history', () => {
  it('goes back across twenty edits and forward again', () => {
    let history = newHistory(rnn());
    for (let rate = 1; rate <= 20; rate += 1) {
      const edit = { kind: 'set', path: 'architecture.layers.1.rate', value: rate / 40 } as const;
      history = record(
        history,
        editDraft(history.present, edit),
        editTag(edit),
        // Far enough apart to be a step each.
        rate * 5_000,
      );
    }
    const last = history.present;
    for (let step = 0; step < 20; step += 1) history = undo(history);
    expect(history.present).toEqual(rnn());
    expect(undo(history)).toBe(history);
    for (let step = 0; step < 20; step += 1) history = redo(history);
    expect(history.present).toBe(last);
    expect(redo(history)).toBe(history);
  });

  it('joins typing in one field, but not in two, not after a pause and not after an undo', () => {
    const type = (text: string, tag: string | null, now: number) =>
      (history = record(history, text, tag, now));
    let history = newHistory('');
    type('1', 'a', 0);
    type('12', 'a', 400);
    type('123', 'a', 900);
    expect(history.past).toEqual(['']);
    type('x', 'b', 1000);
    type('y', 'b', 2_100);
    type('z', null, 2_110);
    expect(history.past).toEqual(['', '123', 'x', 'y']);
    history = undo(history);
    type('w', 'b', 2_120);
    expect(history).toMatchObject({ past: ['', '123', 'x', 'y'], present: 'w', future: [] });
  });

  it('gives up the future at an edit', () => {
    let history = record(record(newHistory(1), 2, null, 0), 3, null, 0);
    history = record(undo(history), 4, null, 0);
    expect(history).toMatchObject({ past: [1, 2], present: 4, future: [] });
  });
});
