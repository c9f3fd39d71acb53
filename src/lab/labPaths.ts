import { join, resolve } from 'node:path';

/** Where a lab keeps what. */
export interface LabPaths {
  readonly home: string;
  readonly database: string;
  /** Locked by the kernel while somebody holds the lab; opened by nobody else. */
  readonly lock: string;
  /** Says who holds the lab. */
  readonly holder: string;
  /** One folder per run, for weights. */
  readonly runs: string;
  /** A run's own folder. */
  readonly run: (runId: string) => string;
  /** One folder per imported data set. */
  readonly datasets: string;
  /** A data set's own folder. */
  readonly dataset: (datasetId: string) => string;
}

/** The places within a lab's home, all absolute. */
export function labPaths(home: string): LabPaths {
  const root = resolve(home);
  const runs = join(root, 'runs');
  const datasets = join(root, 'datasets');
  return {
    home: root,
    database: join(root, 'lab.db'),
    lock: join(root, 'lab.lock'),
    holder: join(root, 'holder.json'),
    runs,
    run: (runId) => join(runs, runId),
    datasets,
    dataset: (datasetId) => join(datasets, datasetId),
  };
}
