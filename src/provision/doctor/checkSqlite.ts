import { bundledSqliteBinding } from '../artifacts/electron.ts';
import { describeFailure } from '../describeFailure.ts';
import { installedVersion } from '../projectRoot.ts';
import type { DoctorContext, PartReport } from './doctorReport.ts';
import { findElectron } from './findElectron.ts';
import { runProbe } from './probe.ts';
import { unprovisioned } from './unprovisioned.ts';

/** Opens a database in memory, stores a row and reads it back. */
function sqliteProbe(module: string, nativeBinding: string | undefined): string {
  return `
    const Database = require(${JSON.stringify(module)});
    const database = new Database(':memory:', ${JSON.stringify({ nativeBinding })});
    database.exec('CREATE TABLE t (n INTEGER) STRICT; INSERT INTO t VALUES (42)');
    const row = database.prepare('SELECT n, sqlite_version() AS version FROM t').get();
    if (row.n !== 42) throw new Error('read back ' + row.n);
    console.log(JSON.stringify({ sqlite: row.version }));`;
}

/** SQLite as the headless lab uses it. */
export async function checkSqliteOnNode(context: DoctorContext): Promise<PartReport> {
  const part = { id: 'sqlite', title: 'SQLite (Node)', required: true } as const;
  const { provisioned, tools, root } = context;
  if (provisioned === undefined) return unprovisioned(part, context);
  const found = {
    ...part,
    version: installedVersion('better-sqlite3', root),
    source: 'npm better-sqlite3, prebuilt',
  };
  try {
    const source = sqliteProbe('better-sqlite3', undefined);
    const { sqlite } = await runProbe({ file: provisioned.node, source, cwd: root }, tools);
    const detail = `opened, wrote and queried SQLite ${String(sqlite)}`;
    return { ...found, state: 'works', detail };
  } catch (error) {
    return { ...found, state: 'broken', detail: describeFailure(error), remedy: 'npm ci' };
  }
}

/** SQLite as the window uses it: inside Electron, with the binding that Electron needs. */
export async function checkSqliteOnElectron(context: DoctorContext): Promise<PartReport> {
  const part = { id: 'sqlite-electron', title: 'SQLite (Electron)', required: false } as const;
  const { tools, root } = context;
  const electron = await findElectron(context);
  if (electron === undefined) return { ...part, state: 'missing', remedy: 'npm start' };
  const binding = bundledSqliteBinding(electron.installed);
  const module = binding === undefined ? 'better-sqlite3' : 'better-sqlite3-12';
  const found = {
    ...part,
    version: installedVersion(module, root),
    source:
      binding === undefined ? 'npm better-sqlite3, prebuilt' : electron.installed.manifest.source,
    path: binding,
  };
  try {
    const source = sqliteProbe(module, binding);
    const env = { ELECTRON_RUN_AS_NODE: '1' };
    const { sqlite } = await runProbe({ file: electron.path, source, cwd: root, env }, tools);
    const detail = `opened, wrote and queried SQLite ${String(sqlite)}`;
    return { ...found, state: 'works', detail };
  } catch (error) {
    const remedy = `remove ${electron.installed.directory}, then npm start`;
    return { ...found, state: 'broken', detail: describeFailure(error), remedy };
  }
}
