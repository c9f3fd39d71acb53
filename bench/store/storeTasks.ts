import { STORE_METRICS, type StoreRequest, type Workload } from './workload.ts';

/** A measured task, once a round. */
export interface StoreTask {
  readonly name: string;
  readonly request: StoreRequest;
}

/** Epochs of a run that is as long as one batch of MLflow's may be. */
const LONG_EPOCHS = 1000 / STORE_METRICS.length;

/** What fills the tables: a round's share of the runs, made and logged. */
export function fillTasks(
  { epochs }: Workload,
  { from, count }: { readonly from: number; readonly count: number },
): readonly StoreTask[] {
  return [
    { name: 'make runs', request: { task: 'create', from, count } },
    { name: 'log values', request: { task: 'log', from, count, epochs } },
    {
      name: 'a run of 1,000 values, MLflow’s in one batch',
      request: { task: 'long', epochs: LONG_EPOCHS, piece: LONG_EPOCHS },
    },
    {
      name: 'a run of 1,000 values, epoch by epoch',
      request: { task: 'long', epochs: LONG_EPOCHS, piece: 1 },
    },
  ];
}

/** What the full tables are asked. */
export function readTasks(
  { runs, epochs }: Workload,
  chosen: readonly number[],
): readonly StoreTask[] {
  return [
    {
      name: `list 100 of ${runs.toLocaleString('en')} runs by a metric`,
      request: { task: 'list', limit: 100 },
    },
    {
      name: `histories of ${chosen.length} runs`,
      request: { task: 'histories', runs: chosen, epochs },
    },
  ];
}
