/** Where the executable lies in an Electron's folder. */
export function electronExecutable(platform: NodeJS.Platform): string {
  if (platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return platform === 'win32' ? 'electron.exe' : 'electron';
}

/** Where the registry's Electron keeps the SQLite binding built for it. */
export const sqliteBindingFile = 'better_sqlite3.node';
