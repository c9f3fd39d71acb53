import path from 'node:path';
import { expect, it } from 'vitest';
import { takeFileLock } from '../../../src/store/fileLock.ts';
import { temporaryFolder } from './temporaryStore.ts';

it('has one holder at a time', () => {
  const file = path.join(temporaryFolder(), 'lab.lock');
  const first = takeFileLock(file);
  expect(first).toBeDefined();
  expect(takeFileLock(file)).toBeUndefined();
  expect(takeFileLock(file)).toBeUndefined();
  first?.release();
  const second = takeFileLock(file);
  expect(second).toBeDefined();
  second?.release();
});

it('says when it cannot be had at all', () => {
  expect(() => takeFileLock(path.join(temporaryFolder(), 'gone', 'lab.lock'))).toThrow(
    expect.objectContaining({ code: 'store-unavailable' }),
  );
});
