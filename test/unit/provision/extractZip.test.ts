import { mkdir, readFile, readlink, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { extractZip, type ExtractOptions } from '../../../src/provision/extractZip.ts';
import { makeZip, type ZipMember } from './support/makeZip.ts';
import { listTree, temporaryDirectory } from './support/temporaryDirectory.ts';

const link = 0o120777;

async function extract(members: readonly ZipMember[], options?: ExtractOptions) {
  const root = await temporaryDirectory();
  const target = join(root, 'inside', 'target');
  await mkdir(target, { recursive: true });
  await writeFile(join(root, 'archive.zip'), makeZip(members));
  const error = await extractZip(join(root, 'archive.zip'), target, options).catch(
    (thrown: unknown) => thrown,
  );
  const outside = (await listTree(root)).filter((path) => !path.startsWith('inside/target'));
  return { target, error, outside };
}

describe('extractZip', () => {
  it('extracts files, folders, links and the executable bit', async () => {
    const { target, error } = await extract([
      { name: 'bin/' },
      { name: 'bin/tool', contents: '#!', mode: 0o100755 },
      { name: 'lib/data.txt', contents: 'data' },
      { name: 'lib/current', contents: 'data.txt', mode: link },
    ]);
    expect(error).toBeUndefined();
    expect(await readFile(join(target, 'lib', 'current'), 'utf8')).toBe('data');
    expect(await readlink(join(target, 'lib', 'current'))).toBe('data.txt');
    const modes = await Promise.all(
      ['bin/tool', 'lib/data.txt'].map(
        async (name) => (await stat(join(target, name))).mode & 0o111,
      ),
    );
    expect(modes).toEqual([0o111, 0]);
  });

  it('takes only what is selected, under its new name', async () => {
    const members = [{ name: 'app/Old', contents: 'x' }, { name: 'app/unwanted' }];
    const select = (name: string) => (name === 'app/Old' ? 'new' : undefined);
    const { target } = await extract(members, { select });
    expect(await listTree(target)).toEqual(['new']);
  });

  it.each([
    ['a path that climbs out', [{ name: '../evil', contents: 'x' }]],
    ['a path that climbs out from below', [{ name: 'a/../../evil', contents: 'x' }]],
    ['an absolute path', [{ name: '/tmp/evil', contents: 'x' }]],
    ['a Windows path', [{ name: '..\\evil', contents: 'x' }]],
    ['a link to the outside', [{ name: 'evil', contents: '../../secret', mode: link }]],
    ['an absolute link', [{ name: 'evil', contents: '/etc/passwd', mode: link }]],
    [
      'a link that leaves through another link',
      [
        { name: 'here', contents: '.', mode: link },
        { name: 'evil', contents: 'here/..', mode: link },
      ],
    ],
  ])('refuses %s', async (_, members) => {
    const { error, outside } = await extract(members);
    expect(error).toBeInstanceOf(Error);
    expect(outside).toEqual(['archive.zip', 'inside']);
  });

  it('refuses a selection that climbs out', async () => {
    const { error, outside } = await extract([{ name: 'a' }], { select: () => '../a' });
    expect(error).toMatchObject({
      code: 'download-failed',
      message: 'the archive holds a path outside its folder: ../a',
    });
    expect(outside).toEqual(['archive.zip', 'inside']);
  });

  it('writes no file through a link', async () => {
    const { error, outside } = await extract([
      { name: 'door', contents: '..', mode: link },
      { name: 'door/evil', contents: 'x' },
    ]);
    expect(error).toBeInstanceOf(Error);
    expect(outside).toEqual(['archive.zip', 'inside']);
  });

  it('refuses the same path twice', async () => {
    const { error } = await extract([
      { name: 'a', contents: '1' },
      { name: 'a', contents: '2' },
    ]);
    expect(error).toMatchObject({ code: 'EEXIST' });
  });
});
