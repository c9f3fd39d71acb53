import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeFolder } from '../../../../src/trainer/files/writeFolder.ts';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'atelier-write-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const file = (name: string, text: string) => ({ name, bytes: new TextEncoder().encode(text) });

describe('writeFolder', () => {
  it('writes the files and says what they are', async () => {
    const artifacts = await writeFolder(path.join(root, 'new'), 'model', [file('a', 'abc')]);
    expect(artifacts).toEqual([
      {
        path: 'model/a',
        bytes: 3,
        sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
      },
    ]);
    expect(await readFile(path.join(root, 'new', 'model', 'a'), 'utf8')).toBe('abc');
  });

  it('replaces what was there, and leaves nothing beside it', async () => {
    await writeFolder(root, 'model', [file('old', 'x')]);
    await writeFolder(root, 'model', [file('new', 'y')]);
    expect(await readdir(root)).toEqual(['model']);
    expect(await readdir(path.join(root, 'model'))).toEqual(['new']);
  });

  it('leaves the old folder alone and nothing half-written when a file cannot be written', async () => {
    await writeFolder(root, 'model', [file('old', 'x')]);
    const writing = writeFolder(root, 'model', [file('a', '1'), file('missing/b', '2')]);
    await expect(writing).rejects.toThrow('ENOENT');
    expect(await readdir(root)).toEqual(['model']);
    expect(await readdir(path.join(root, 'model'))).toEqual(['old']);
  });

  it('refuses a parent that is a file', async () => {
    await writeFile(path.join(root, 'file'), '');
    await expect(writeFolder(path.join(root, 'file'), 'model', [])).rejects.toThrow('EEXIST');
  });
});
