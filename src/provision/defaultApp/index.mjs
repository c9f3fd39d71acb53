// Goes into the registry's Electron, which carries no default app of its own: makes
// `electron [options] <folder> [arguments]` run that folder, as upstream's Electron does.
// An ES module, because Electron holds its `ready` event back until such an entry has run.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const args = process.argv.slice(1);
const folder = args.find((arg) => !arg.startsWith('-'));

if (args.includes('--version') || args.includes('-v')) {
  process.stdout.write(`v${process.versions.electron}\n`, () => process.exit(0));
} else if (folder === undefined) {
  process.stderr.write('usage: electron [options] <folder> [arguments]\n', () => process.exit(2));
} else {
  await runFolder(resolve(folder));
}

async function runFolder(path) {
  try {
    const manifest = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
    const name = manifest.productName ?? manifest.name;
    process.defaultApp = true;
    app.setAppPath(path);
    if (manifest.version) app.setVersion(manifest.version);
    if (name) {
      app.setName(name);
      app.setPath('userData', join(app.getPath('appData'), name));
    }
    await import(pathToFileURL(join(path, manifest.main ?? 'index.js')).href);
  } catch (error) {
    process.stderr.write(`${error.stack}\n`, () => process.exit(1));
  }
}
