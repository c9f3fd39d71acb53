import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../../src/shared/spec/canonicalJson.ts';
import { differingParams, flattenSpec } from '../../../../src/shared/spec/flattenSpec.ts';
import { setParam } from '../../../../src/shared/spec/setParam.ts';
import { presetSpec } from './specs.ts';

const rnn = presetSpec('rnn');

describe('canonicalJson', () => {
  it('orders keys and leaves out what is undefined', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'x' }], a: undefined, A: true })).toBe(
      '{"A":true,"b":[1,{"c":"x","d":null}]}',
    );
  });

  it('means the same as the value it came from', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('does not depend on the order of keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.integer()), (value) => {
        const reversed = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(reversed)).toBe(canonicalJson(value));
      }),
    );
  });
});

describe('flattenSpec', () => {
  it('gives every value under its dotted key', () => {
    const params = new Map(flattenSpec(rnn).map(({ key, value }) => [key, value]));
    expect(params.get('training.optimizer.learningRate')).toBe(0.001);
    expect(params.get('architecture.layers.1.rate')).toBe(0.3);
    expect(params.get('dataset.samples')).toBeNull();
  });
});

describe('differingParams', () => {
  it('finds what specs differ in, also where only one has it', () => {
    const other = setParam(setParam(rnn, 'seed', 2), 'training.optimizer', {
      type: 'SGD',
      learningRate: 0.001,
      momentum: 0.9,
      nesterov: false,
    });
    expect(differingParams([rnn, other]).map(({ key, values }) => [key, ...values])).toEqual([
      ['training.optimizer.type', 'Adam', 'SGD'],
      ['training.optimizer.beta1', 0.9, undefined],
      ['training.optimizer.beta2', 0.999, undefined],
      ['training.optimizer.epsilon', 1e-7, undefined],
      ['seed', 1, 2],
      ['training.optimizer.momentum', undefined, 0.9],
      ['training.optimizer.nesterov', undefined, false],
    ]);
    expect(differingParams([rnn, rnn])).toEqual([]);
  });
});

describe('setParam', () => {
  it('replaces one part and leaves the original alone', () => {
    const changed = setParam(rnn, 'architecture.layers.1.rate', 0.4);
    expect(changed.architecture.layers[1]).toEqual({ type: 'Dropout', rate: 0.4 });
    expect(rnn.architecture.layers[1]).toEqual({ type: 'Dropout', rate: 0.3 });
    expect(changed.training).toBe(rnn.training);
  });

  it('names the part of the path that does not exist, and what does', () => {
    expect(() => setParam(rnn, 'training.momentum', 1)).toThrow(
      expect.objectContaining({
        code: 'bad-input',
        message: 'training.momentum: there is no "momentum"',
        hint: expect.stringMatching(
          /^Use one of epochs, batchSize, optimizer, schedule, loss, /,
        ) as string,
      }),
    );
    expect(() => setParam(rnn, 'seed.x', 1)).toThrow(
      expect.objectContaining({ hint: 'Shorten the path' }),
    );
    expect(() => setParam(rnn, 'architecture.layers.99.rate', 1)).toThrow(/there is no "99"/);
  });
});
