import { expect, it } from 'vitest';
import { labHome } from '../../../src/lab/labHome.ts';

it.each([
  [{ ATELIER_HOME: '/else/where' }, 'linux', '/else/where'],
  [{ ATELIER_HOME: '' }, 'linux', '/home/ada/.local/share/atelier'],
  [{ XDG_DATA_HOME: '/data' }, 'linux', '/data/atelier'],
  [{}, 'darwin', '/home/ada/Library/Application Support/Atelier'],
  [{ APPDATA: '/roaming' }, 'win32', '/roaming/Atelier'],
  [{}, 'win32', '/home/ada/AppData/Roaming/Atelier'],
] as const)('with %j on %s is %s', (env, platform, expected) => {
  expect(labHome(env, platform, '/home/ada')).toBe(expected);
});
