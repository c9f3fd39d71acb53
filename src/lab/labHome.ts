import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * Where the lab lives when nobody says otherwise: `ATELIER_HOME`, or where the platform keeps a
 * program's data.
 *
 * @param env the process's environment
 */
export function labHome(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform = process.platform,
  userHome: string = homedir(),
): string {
  const chosen = env['ATELIER_HOME'];
  if (chosen) return resolve(chosen);
  switch (platform) {
    case 'darwin':
      return join(userHome, 'Library', 'Application Support', 'Atelier');
    case 'win32':
      return join(env['APPDATA'] || join(userHome, 'AppData', 'Roaming'), 'Atelier');
    default:
      return join(env['XDG_DATA_HOME'] || join(userHome, '.local', 'share'), 'atelier');
  }
}
