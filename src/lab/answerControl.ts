import { assertNever } from '../shared/assertNever.ts';
import type { RunSummary } from '../shared/model/run.ts';
import { parseSpec } from '../shared/spec/experimentSpec.ts';
import type { RunQueue } from '../queue/runQueue.ts';
import type { Store } from '../store/store.ts';
import type { LabDatasets } from './labDatasets.ts';
import type { ControlAnswer, ControlRequest } from './controlRequest.ts';
import type { LabEdits } from './labEdits.ts';
import type { LabHolder } from './labHolder.ts';

/** What requests are answered from. */
export interface ControlTarget {
  readonly store: Store;
  readonly queue: RunQueue;
  readonly datasets: Pick<LabDatasets, 'available'>;
  readonly edits: LabEdits;
  readonly holder: () => LabHolder;
  readonly extend: (runId: string, epochs: number) => RunSummary;
  readonly importRun: (file: string) => Promise<RunSummary>;
}

/**
 * Does what another process asks of the lab's holder.
 *
 * @throws LabError as the store and the queue do
 */
export async function answerControl(
  { store, queue, datasets, edits, holder, extend, importRun }: ControlTarget,
  request: ControlRequest,
): Promise<ControlAnswer<ControlRequest>> {
  switch (request.type) {
    case 'holder':
      return holder();
    case 'stop':
      return queue.stop(store.findRun(request.run));
    case 'pause':
      return queue.pause(store.findRun(request.run));
    case 'resume':
      return queue.resume(store.findRun(request.run));
    case 'extend':
      return extend(store.findRun(request.run), request.epochs);
    case 'move':
      return queue.move(store.findRun(request.run), request.position);
    case 'enqueue':
      return queue.enqueue({
        spec: parseSpec(request.spec, datasets.available()),
        name: request.name,
      });
    case 'import':
      return importRun(request.file);
    case 'annotate':
      return edits.annotateRuns(request.runs.map(store.findRun), request.change);
    case 'note':
      return edits.setNote(store.findRun(request.run), request.text);
    case 'delete':
      return { deleted: edits.deleteRuns(request.runs.map(store.findRun)) };
    case 'restore':
      return edits.restoreRuns(request.runs.map(store.findDeleted));
    default:
      return assertNever(request);
  }
}
