import { parentPort, workerData } from 'node:worker_threads';
import { importRequestSchema, type ImportMessage } from '../shared/contract/datasetImport.ts';
import { toLabError } from '../shared/errors.ts';
import { importSet } from './importSet.ts';

/** A thread that reads one data set: neither the window nor a training waits for it. */
const PROGRESS_EVERY = 100;

const post = (message: ImportMessage): void => parentPort?.postMessage(message);

async function main(given: { readonly request: unknown; readonly folder: string }): Promise<void> {
  let said = Number.NEGATIVE_INFINITY;
  try {
    const request = importRequestSchema.parse(given.request);
    const result = await importSet(request, given.folder, (what, part) => {
      if (performance.now() - said < PROGRESS_EVERY) return;
      said = performance.now();
      post({ type: 'progress', what, part });
    });
    post({ type: 'done', result: result as Extract<ImportMessage, { type: 'done' }>['result'] });
  } catch (error) {
    const { code, message, hint } = toLabError(error).toData();
    post({ type: 'failed', error: { code, message, hint } });
  }
}

await main(workerData as Parameters<typeof main>[0]);
