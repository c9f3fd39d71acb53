import { readlink, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { addonLinkPath, hasOwnAddon, linkAddon } from '../../../src/provision/linkAddon.ts';
import { listTree, temporaryDirectory } from './support/temporaryDirectory.ts';

it('links the addon once, again after npm ci wiped it, and to a new place', async () => {
  const root = await temporaryDirectory();
  const path = addonLinkPath(root);
  const done = [await linkAddon(root, '/cache/one'), await linkAddon(root, '/cache/one')];
  await rm(join(root, 'node_modules'), { recursive: true });
  done.push(await linkAddon(root, '/cache/one'), await linkAddon(root, '/cache/two'));
  expect(done).toEqual([true, false, true, true]);
  expect(await readlink(path)).toBe('/cache/two');
  expect(await listTree(dirname(path))).toEqual(['tfjs_binding.node']);
});

it('knows an addon that is no link of ours', async () => {
  const root = await temporaryDirectory();
  await linkAddon(root, '/cache/one');
  const ours = await hasOwnAddon(root);
  await rm(addonLinkPath(root));
  await writeFile(addonLinkPath(root), 'built by its own installer');
  expect([ours, await hasOwnAddon(root)]).toEqual([false, true]);
});
