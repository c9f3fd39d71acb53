import { stat } from 'node:fs/promises';
import { arch, cpus, release, totalmem } from 'node:os';
import type { Lab } from '../../lab/lab.ts';
import type { AppInfo, PartVersion } from '../../shared/contract/app.ts';
import { sqliteVersion } from '../../store/loadSqlite.ts';
import type { Environment } from '../../shared/contract/trainerProtocol.ts';

/** Gathers what the Settings place shows. */
export async function appInfo(
  lab: Lab,
  version: string,
  versions: NodeJS.ProcessVersions,
): Promise<AppInfo> {
  const processors = cpus();
  const environment = lastEnvironment(lab, processors[0]?.model.trim());
  return {
    version,
    home: lab.home,
    databaseBytes: await databaseBytes(lab.store.path),
    runs: lab.store.listRuns({ archived: 'with', limit: 1 }).total,
    parts: parts(version, versions, environment),
    environment,
    platform: `${process.platform} ${arch()} ${release()}`,
    cpu: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    memoryBytes: totalmem(),
  };
}

// The write-ahead log holds what has not been folded into the database's own file yet.
async function databaseBytes(path: string): Promise<number> {
  const sizes = await Promise.all(
    [path, `${path}-wal`].map((file) =>
      stat(file).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

// TensorFlow is loaded only in trainers, so what it is comes from the latest run that was trained here; one
// that was imported may tell of another machine.
function lastEnvironment({ store }: Lab, cpu: string | undefined): Environment | null {
  const { runs } = store.listRuns({ archived: 'with', limit: 20 });
  for (const { id, parameters } of runs) {
    const environment = parameters === null ? null : store.getComparedRun(id).environment;
    if (environment?.cpu === cpu) return environment;
  }
  return null;
}

function parts(
  version: string,
  versions: NodeJS.ProcessVersions,
  environment: Environment | null,
): readonly PartVersion[] {
  return [
    { name: 'Atelier', version },
    { name: 'Electron', version: versions['electron'] ?? 'none' },
    { name: 'Chromium', version: versions['chrome'] ?? 'none' },
    { name: 'Node', version: versions.node },
    { name: 'SQLite', version: sqliteVersion() },
    ...(environment === null
      ? []
      : [
          { name: 'TensorFlow.js', version: environment.tfjs },
          { name: 'libtensorflow', version: environment.libtensorflow },
        ]),
  ];
}
