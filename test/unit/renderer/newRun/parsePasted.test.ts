import { describe, expect, it } from 'vitest';
import { draftFromPreset, type Draft } from '../../../../src/renderer/components/newRun/draft.ts';
import { draftChanges } from '../../../../src/renderer/components/newRun/draftChanges.ts';
import { editDraftAll } from '../../../../src/renderer/components/newRun/editDraft.ts';
import {
  fromBox,
  fromNullableBox,
  toBox,
} from '../../../../src/renderer/components/newRun/numberBox.ts';
import { parsePasted } from '../../../../src/renderer/components/newRun/parsePasted.ts';
import { findPreset } from '../../../../src/shared/spec/presets/index.ts';

const rnn = draftFromPreset('rnn') as Draft;
const cnn = findPreset('cnn')?.spec;

describe('parsePasted', () => {
  it('takes a whole spec and keeps the name', () => {
    const pasted = parsePasted(JSON.stringify(cnn), { ...rnn, name: 'mine' });
    expect(pasted).toMatchObject({
      ok: true,
      draft: { name: 'mine', origin: { kind: 'pasted' }, spec: cnn },
    });
  });

  it('takes an architecture, and a list of layers, into the draft at hand', () => {
    const { architecture } = cnn ?? { architecture: null };
    expect(parsePasted(JSON.stringify(architecture), rnn)).toMatchObject({
      ok: true,
      draft: { origin: rnn.origin, spec: { model: 'rnn', architecture } },
    });
    const layers =
      '[{ "type": "LSTM", "units": 8 }, { "type": "Dense", "units": 10, "activation": "softmax" }]';
    expect(parsePasted(layers, rnn)).toMatchObject({
      ok: true,
      draft: {
        spec: {
          architecture: {
            input: 'sequence',
            layers: [
              { units: 8, id: 0 },
              { units: 10, id: 1 },
            ],
          },
        },
      },
    });
  });

  it.each([
    ['{ "version": 1', /^This is not JSON: /],
    ['[]', /^a list of layers needs at least one$/],
    ['[{ "type": "Dropout", "rate": 3 }]', /^0\.rate: rate must be a number from 0 to 0\.95$/],
    ['{ "version": 2 }', /^version: version must be 1$/],
    ['3', /./],
  ])('says what is wrong with %s', (text, words) => {
    const pasted = parsePasted(text, rnn);
    expect(pasted.ok ? '' : pasted.problems[0]).toMatch(words);
  });
});

describe('draftChanges', () => {
  it('tells a fork from its parent in words', () => {
    const draft = editDraftAll(rnn, [
      { kind: 'set', path: 'architecture.layers.1.rate', value: '' },
      { kind: 'remove', index: 3 },
      {
        kind: 'insert',
        index: 1,
        layer: { type: 'BatchNormalization', momentum: 0.99, epsilon: 0.001 },
      },
      { kind: 'set', path: 'training.epochs', value: 3 },
      { kind: 'set', path: 'model', value: 'mine' },
    ]);
    const parent = findPreset('rnn')?.spec;
    if (!parent) throw new Error('the preset rnn is gone');
    expect(
      draftChanges(parent, draft.spec).map(({ label, before, after }) => [label, before, after]),
    ).toEqual([
      ['BatchNormalization', null, 'Keras’s defaults'],
      ['Dropout', 'rate 0.3', 'rate ?'],
      ['Dropout', 'rate 0.3', null],
      ['Epochs', '10', '3'],
    ]);
  });
});

describe('number boxes', () => {
  it('stand for numbers, emptiness and all', () => {
    expect([toBox(3), toBox(''), toBox(null)]).toEqual([3, Number.NaN, null]);
    expect([fromBox(3), fromBox(Number.NaN), fromBox(null)]).toEqual([3, '', '']);
    expect([fromNullableBox(null), fromNullableBox(Number.NaN)]).toEqual([null, '']);
  });
});
