import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { writeAtomic } from '../../../src/lab/writeAtomic.ts';
import { temporaryFolder } from '../store/temporaryStore.ts';

it('writes a file whole, in place of another', async () => {
  const folder = temporaryFolder();
  const file = path.join(folder, 'report.html');
  await writeAtomic(file, 'first');
  await writeAtomic(file, 'second');
  expect(readFileSync(file, 'utf8')).toBe('second');
  expect(readdirSync(folder)).toEqual(['report.html']);
});

it('leaves nothing behind where it cannot write, and says which file', async () => {
  const folder = temporaryFolder();
  const taken = path.join(folder, 'taken');
  mkdirSync(path.join(taken, 'within'), { recursive: true });
  await expect(writeAtomic(taken, 'text')).rejects.toMatchObject({
    code: 'bad-input',
    message: expect.stringContaining(taken) as string,
  });
  expect(readdirSync(folder)).toEqual(['taken']);
  await expect(writeAtomic(path.join(folder, 'none', 'a.html'), '')).rejects.toThrow(
    'could not be',
  );
});
