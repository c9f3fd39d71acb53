import { expect, it } from 'vitest';
import { matchesKeys } from '../../../src/renderer/composables/useShortcuts.ts';

const press = (key: string, held = '') => ({
  key,
  ctrlKey: held.includes('c'),
  metaKey: held.includes('m'),
  shiftKey: held.includes('s'),
  altKey: held.includes('a'),
});

it.each([
  ['Ctrl+K', press('k', 'c'), true],
  ['Ctrl+K', press('k', 'm'), true],
  ['Ctrl+K', press('k'), false],
  ['Ctrl+K', press('K', 'cs'), false],
  ['Ctrl+Shift+Z', press('Z', 'cs'), true],
  ['Ctrl+/', press('/', 'cs'), true],
  ['Ctrl+1', press('1', 'ca'), false],
])('%s', (keys, event, expected) => {
  expect(matchesKeys(event, keys)).toBe(expected);
});
