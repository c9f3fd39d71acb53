import { lstat, mkdir, readlink, rename, rm, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Where tfjs-node looks for its addon: Node-API 8 is the highest its package.json lists. */
export function addonLinkPath(root: string): string {
  const tfjsNode = join(root, 'node_modules', '@tensorflow', 'tfjs-node');
  return join(tfjsNode, 'lib', 'napi-v8', 'tfjs_binding.node');
}

/**
 * Makes the cached addon visible to tfjs-node by a symbolic link, and makes it again after an
 * `npm ci` has wiped it.
 *
 * @returns whether anything had to be done
 */
export async function linkAddon(root: string, addon: string): Promise<boolean> {
  const path = addonLinkPath(root);
  if ((await readlink(path).catch(() => undefined)) === addon) return false;
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}`;
  await rm(draft, { force: true });
  await symlink(addon, draft);
  // A rename replaces the old link in one step, under whoever is loading it.
  await rename(draft, path);
  return true;
}

/** Whether tfjs-node has an addon of its own installer's making, no link of ours. */
export async function hasOwnAddon(root: string): Promise<boolean> {
  const info = await lstat(addonLinkPath(root)).catch(() => undefined);
  return info?.isFile() ?? false;
}
