import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completeFilter } from '../../../../src/shared/query/completeFilter.ts';
import { createKeyCatalogue } from '../../../../src/shared/query/keyCatalogue.ts';
import { checkFilter } from '../../../../src/shared/query/parseFilter.ts';

const catalogue = createKeyCatalogue();
/** Suggestions where `|` stands. */
function at(marked: string) {
  const cursor = marked.indexOf('|');
  const values = (key: { readonly name: string }): readonly string[] =>
    key.name === 'tag' ? ['baseline', 'long run'] : [];
  return completeFilter(marked.replace('|', ''), cursor, catalogue, values);
}
const labels = (marked: string): readonly string[] =>
  at(marked).suggestions.map(({ label }) => label);

describe('completion', () => {
  it('offers keys, those that begin with what was typed first', () => {
    expect(labels('val_a|').slice(0, 3)).toEqual([
      'val_accuracy',
      'val_accuracy.last',
      'val_accuracy.at_best',
    ]);
    expect(labels('opt|')[0]).toBe('optimizer');
    expect(labels('(rate|')).toContain('learning_rate');
    expect(at('a and opt|')).toMatchObject({ from: 6, to: 9, valueOf: undefined });
  });

  it('offers the operators that the key understands', () => {
    expect(labels('name |').slice(0, 4)).toEqual(['=', '!=', '~', '!~']);
    expect(labels('seed >|')).toEqual(['>', '>=']);
    expect(labels('name |')).toContain('is missing');
  });

  it('offers known values, in quotes where they need them', () => {
    expect(labels('tag = |')).toEqual(['baseline', 'long run']);
    expect(at('tag = lo|').suggestions).toMatchObject([{ insert: '"long run" ' }]);
    expect(at('tag in (baseline, "lo|').suggestions).toMatchObject([{ insert: '"long run"' }]);
    expect(at('tag = lo|').valueOf?.name).toBe('tag');
    expect(labels('state != f|')).toEqual(['failed']);
    expect(labels('favourite = |')).toEqual(['true', 'false']);
  });

  it('goes on with and, or', () => {
    expect(labels('tag = baseline |')).toEqual(['and', 'or']);
    expect(labels('tag is missing |')).toEqual(['and', 'or']);
    expect(labels('seed in (1, 2) |')).toEqual(['and', 'or']);
    expect(labels('tag is |')).toEqual(['missing', 'not missing']);
  });

  it('replaces only what is before the cursor', () => {
    expect(at('op| and tag = x')).toMatchObject({ from: 0, to: 2 });
  });

  it('leads, choice by choice, to a filter that parses', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 3, maxLength: 12 }), (choices) => {
        let text = '';
        for (const choice of choices) {
          const { from, suggestions } = completeFilter(text, text.length, catalogue, ({ type }) => [
            type === 'time' ? '7d' : '1',
          ]);
          const chosen = suggestions[choice % Math.max(1, suggestions.length)];
          if (!chosen) break;
          text = text.slice(0, from) + chosen.insert;
        }
        const check = checkFilter(text, catalogue);
        // At most the end is missing: nothing that was offered is wrong.
        if (!check.ok) {
          expect(check.problem.position, text).toBeGreaterThanOrEqual(text.trimEnd().length);
        }
      }),
    );
  });
});
