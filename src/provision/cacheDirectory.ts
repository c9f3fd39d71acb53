import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * Where provisioned parts live: `ATELIER_CACHE`, else the platform's own place for caches.
 *
 * @returns an absolute path, which need not exist yet
 */
export function cacheDirectory(
  env: Readonly<Record<string, string | undefined>> = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  if (env['ATELIER_CACHE']) return resolve(env['ATELIER_CACHE']);
  if (platform === 'win32') {
    return join(env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'atelier', 'cache');
  }
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'atelier');
  return join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'atelier');
}
