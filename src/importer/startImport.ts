import { Worker } from 'node:worker_threads';
import {
  importMessageSchema,
  type ImportResult,
  type StartImport,
} from '../shared/contract/datasetImport.ts';
import { LabError } from '../shared/errors.ts';

/** The thread as it lies beside this file; a bundle names its own. */
const THREAD = new URL('importThread.ts', import.meta.url);

/**
 * Reads data sets in threads of their own.
 *
 * @param thread the thread's file, where it does not lie beside this one
 */
export function importThreads(thread: string | URL = THREAD): StartImport {
  return (request, folder, onProgress) => {
    const worker = new Worker(thread, { workerData: { request, folder } });
    let cancelled = false;
    const result = new Promise<ImportResult>((resolve, reject) => {
      worker.on('message', (message: unknown) => {
        const parsed = importMessageSchema.safeParse(message);
        if (!parsed.success) reject(ended('it spoke nonsense'));
        else if (parsed.data.type === 'progress') onProgress(parsed.data);
        else if (parsed.data.type === 'done') resolve(parsed.data.result);
        else reject(new LabError(withoutGaps(parsed.data.error)));
      });
      worker.on('error', (error) => reject(ended(error.message)));
      // After its last message, which has settled this already.
      worker.on('exit', () => reject(cancelled ? wasCancelled() : ended('it stopped')));
    });
    // Whoever only cancels waits for no result.
    result.catch(() => undefined);
    return {
      result,
      cancel: async () => {
        cancelled = true;
        await worker.terminate();
      },
    };
  };
}

function withoutGaps({ code, message, hint }: ReturnType<LabError['toData']>) {
  return { code, message, ...(hint === undefined ? {} : { hint }) };
}

function wasCancelled(): LabError {
  return new LabError({ code: 'illegal-state', message: 'The import was cancelled' });
}

function ended(reason: string): LabError {
  return new LabError({
    code: 'internal',
    message: `Reading the data set failed: ${reason}`,
    hint: 'Import fewer or smaller images, and report this if it happens again',
  });
}
