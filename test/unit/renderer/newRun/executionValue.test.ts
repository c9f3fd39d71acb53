import { expect, it } from 'vitest';
import { executionValue } from '../../../../src/renderer/components/newRun/executionValue.ts';

it('takes a number among words for one', () => {
  expect(['auto', '2', 'bfloat16', 4, null].map(executionValue)).toEqual([
    'auto',
    2,
    'bfloat16',
    4,
    null,
  ]);
});
