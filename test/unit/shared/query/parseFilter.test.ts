import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Filter, FilterValue } from '../../../../src/shared/query/filter.ts';
import { createKeyCatalogue } from '../../../../src/shared/query/keyCatalogue.ts';
import { checkFilter, parseFilter } from '../../../../src/shared/query/parseFilter.ts';
import { printFilter } from '../../../../src/shared/query/printFilter.ts';
import type { RunKey } from '../../../../src/shared/query/runKey.ts';
import { anyFilter } from './filters.ts';

const catalogue = createKeyCatalogue(['architecture.layers.4.rate', 'training.schedule.type']);
const parse = (text: string): Filter | undefined => parseFilter(text, catalogue);

const texts = fc.string({ unit: 'grapheme', maxLength: 12 });
const numbers = fc
  .double({ noNaN: true, noDefaultInfinity: true })
  .filter((n) => !Object.is(n, -0));

function anyValue(key: RunKey): fc.Arbitrary<FilterValue> {
  switch (key.type) {
    case 'text':
      return key.values ? fc.constantFrom(...key.values) : texts;
    case 'number':
      return numbers;
    case 'boolean':
      return fc.boolean();
    case 'time':
      return fc.constantFrom('2026-01-31', '7d', '2026-01-31T12:30');
    case 'param':
      return fc.oneof(texts, numbers, fc.boolean());
  }
}

describe('parsing', () => {
  it('gives back every filter that is printed', () => {
    fc.assert(
      fc.property(anyFilter(anyValue, texts), (filter) => {
        expect(parse(printFilter(filter))).toEqual(filter);
        expect(parse(printFilter(filter, catalogue.shortName))).toEqual(filter);
      }),
      { numRuns: 500 },
    );
  });

  it('never fails but with a place in the text and what would be right', () => {
    const pieces = fc.constantFrom(
      'val_accuracy',
      'tag',
      'and',
      'or',
      'not',
      '(',
      ')',
      ',',
      '=',
      '>',
      '~',
      '!~',
      '!',
      'in',
      'is',
      'missing',
      '0.9',
      '"a',
      '"b"',
      'x',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 9 }), (words) => {
        const text = words.join(' ');
        const check = checkFilter(text, catalogue);
        if (check.ok) return;
        const { position, length, message, hint } = check.problem;
        expect(position).toBeGreaterThanOrEqual(0);
        expect(position + length).toBeLessThanOrEqual(text.length);
        expect([message, hint].every((words) => words.length > 0)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('reads the example of the issue', () => {
    expect(parse('val_accuracy > 0.9 and optimizer = adam and tag = baseline')).toEqual({
      kind: 'and',
      of: [
        { kind: 'compare', key: 'val_accuracy', op: '>', value: 0.9 },
        { kind: 'compare', key: 'training.optimizer.type', op: '=', value: 'adam' },
        { kind: 'compare', key: 'tag', op: '=', value: 'baseline' },
      ],
    });
  });

  it.each<[string, string]>([
    ['val_accuracy>90%', 'val_accuracy > 0.9'],
    ['valAccuracy.best >= .9', 'val_accuracy >= 0.9'],
    ['VAL_LOSS.last<=1e-1', 'val_loss.last <= 0.1'],
    ['parameters < 2M', 'parameters < 2000000'],
    ['training_time > 10min', 'training_time > 600'],
    ['batchSize in (64,128)', 'training.batchSize in (64, 128)'],
    ['training.batch_size not in (64)', 'not training.batchSize in (64)'],
    ['optimizer == "Adam"', 'training.optimizer.type = Adam'],
    ['architecture.layers.4.rate is not missing', 'architecture.layers.4.rate is not missing'],
    ['schedule is missing', 'training.schedule.type is missing'],
    ['favorite not archived', 'favourite = true and not archived = true'],
    ['state = Completed', 'state = completed'],
    ['cnn "two words" #12', 'cnn and "two words" and #12'],
    ['a or b and not (c or d)', 'a or b and not (c or d)'],
    ['not not x', 'not not x'],
    ['epochs = 10', 'epochs = 10'],
    ['val_accuracy', 'val_accuracy'],
  ])('%s means %s', (text, canonical) => {
    const filter = parse(text);
    expect(filter && printFilter(filter).replace('archived != true', 'not archived = true')).toBe(
      canonical,
    );
  });

  it('takes an empty text for no filter', () => {
    expect(parse('  ')).toBeUndefined();
  });

  it.each<[string, number, number, string, string]>([
    ['optimzer = adam', 0, 8, 'no column "optimzer"', 'Did you mean optimizer?'],
    ['val_accuracy > high', 15, 4, '"high" is no value of val_accuracy', '0.9 or 90%'],
    ['val_accuracy >', 14, 0, 'needs a value', 'a number'],
    ['val_accuracy > and x', 15, 3, 'needs a value', 'a number'],
    ['name > b', 5, 1, 'cannot be compared with ">"', '= != ~ !~'],
    ['state = done', 8, 4, 'is no value of state', 'queued, running'],
    ['created > soon', 10, 4, 'is no value of created', '2026-01-31'],
    ['created > 2026-02-31', 10, 10, 'is no value of created', '2026-01-31'],
    ['(a or b', 7, 0, 'the "(" is not closed', '")"'],
    ['a or b)', 6, 1, 'no "("', 'Take it out'],
    ['a and', 5, 0, 'a condition is missing', 'val_accuracy > 0.9'],
    ['or a', 0, 2, 'a condition is due', 'val_accuracy > 0.9'],
    ['tag in baseline', 7, 8, '"in" needs a list', 'in (8, 16)'],
    ['seed in (1, 2', 13, 0, 'the list is not closed', '")"'],
    ['tag is blue', 7, 4, '"is" goes with missing', 'Use ='],
    ['name = "a', 7, 2, 'quote is not closed', 'Add a "'],
    ['favourite = 3', 12, 1, 'no value of favourite', 'true or false'],
    ['(('.repeat(40), 50, 1, 'nested too deep', 'fewer'],
  ])('says what is wrong with %s', (text, position, length, message, hint) => {
    expect(checkFilter(text, catalogue)).toEqual({
      ok: false,
      problem: {
        position,
        length,
        message: expect.stringContaining(message),
        hint: expect.stringContaining(hint),
      },
    });
  });

  it('throws an error that names the character, counted from 1', () => {
    expect(() => parse('tag = ')).toThrow(
      expect.objectContaining({
        code: 'bad-input',
        message: 'filter, character 7: tag needs a value',
        context: { field: 'filter', position: 6, length: 0 },
      }),
    );
  });
});
