import fc from 'fast-check';
import type { Filter, FilterValue } from '../../../../src/shared/query/filter.ts';
import type { RunKey } from '../../../../src/shared/query/runKey.ts';
import { findRunKey } from '../../../../src/shared/query/runKeys.ts';

/** Keys of every type and source. */
export const SOME_KEYS: readonly RunKey[] = [
  'name',
  'model',
  'state',
  'tag',
  'experiment',
  'note',
  'favourite',
  'archived',
  'number',
  'seed',
  'epochs_done',
  'test_accuracy',
  'parameters',
  'waiting_time',
  'created',
  'val_accuracy',
  'val_loss.last',
  'accuracy.at_best',
  'training.optimizer.type',
  'training.optimizer.learningRate',
  'training.optimizer.nesterov',
  'dataset.samples',
].map((name) => findRunKey(name) ?? fail(name));

/** Any filter that the language can say, over the given values of each key. */
export function anyFilter(
  valuesOf: (key: RunKey) => fc.Arbitrary<FilterValue>,
  words: fc.Arbitrary<string>,
) {
  const key = fc.constantFrom(...SOME_KEYS);
  const compare = key.chain((found) =>
    fc.record({
      kind: fc.constant('compare' as const),
      key: fc.constant(found.name),
      op: ['text', 'boolean'].includes(found.type)
        ? fc.constant('=' as const)
        : fc.constantFrom('=', '<', '<=', '>', '>=' as const),
      value: valuesOf(found),
    }),
  );
  const inList = key
    .filter(({ type }) => type !== 'boolean')
    .chain((found) =>
      fc.record({
        kind: fc.constant('in' as const),
        key: fc.constant(found.name),
        values: fc.array(valuesOf(found), { minLength: 1, maxLength: 3 }),
      }),
    );
  const contains = fc.record({
    kind: fc.constant('contains' as const),
    key: fc.constantFrom('name', 'model', 'tag', 'note', 'training.optimizer.type'),
    text: words,
  });
  const missing = key.map(({ name }) => ({ kind: 'missing' as const, key: name }));
  const text = words.map((word) => ({ kind: 'text' as const, text: word }));
  return fc.letrec<{ filter: Filter }>((tie) => ({
    filter: fc.oneof(
      { maxDepth: 4, depthSize: 'small' },
      compare as fc.Arbitrary<Filter>,
      inList,
      contains,
      missing,
      text,
      fc.record({ kind: fc.constant('not' as const), of: tie('filter') }),
      fc.record({
        kind: fc.constantFrom('and' as const, 'or' as const),
        of: fc.array(tie('filter'), { minLength: 2, maxLength: 3 }),
      }),
    ),
  })).filter;
}

function fail(name: string): never {
  throw new Error(`there is no key ${name}`);
}
