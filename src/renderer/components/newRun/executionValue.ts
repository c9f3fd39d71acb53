import type { DraftValue } from './draft.ts';

/**
 * What a choice of the machine's form stands for: `auto` and names stay words, a number becomes one.
 *
 * @example executionValue('2') // 2
 */
export function executionValue(choice: DraftValue): DraftValue {
  return typeof choice === 'string' && /^\d+$/.test(choice) ? Number(choice) : choice;
}
