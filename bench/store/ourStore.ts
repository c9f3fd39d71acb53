import path from 'node:path';
import type { TrainerEvent, TrainerEventBody } from '../../src/shared/contract/trainerProtocol.ts';
import { openStore } from '../../src/store/openStore.ts';
import type { Store } from '../../src/store/store.ts';
import { STARTED } from '../../test/unit/store/samples.ts';
import { studySpec } from '../studyModels.ts';
import {
  metricValue,
  type StoreAnswer,
  type StoreContender,
  type StoreRequest,
} from './workload.ts';

/** Columns that show what MLflow returns with each run: the last of every metric. */
const COLUMNS = ['loss.last', 'accuracy.last', 'val_loss.last', 'val_accuracy.last'];

/** The lab's own store, as the app opens it; long runs go into a second one. */
export function openOurStore(folder: string): StoreContender {
  const store = openStore(path.join(folder, 'lab.db'));
  const aside = openStore(path.join(folder, 'long.db'));
  const ids: string[] = [];
  return {
    name: 'atelier',
    about: 'its own store: SQLite, WAL, synchronous FULL, a transaction an epoch',
    ask: async (request) => answer(request, store, aside, ids),
    close: async () => {
      store.close();
      aside.close();
    },
  };
}

function answer(request: StoreRequest, store: Store, aside: Store, ids: string[]): StoreAnswer {
  switch (request.task) {
    case 'create':
      return timed(() => {
        for (let made = 0; made < request.count; made += 1) ids.push(create(store));
      });
    case 'log': {
      const { from, count, epochs } = request;
      const events = Array.from({ length: count }, (_, index) =>
        eventsOf(ids[from + index - 1] ?? '', from + index, epochs),
      ).flat();
      return timed(() => events.forEach((event) => store.record(event)));
    }
    case 'long': {
      const events = eventsOf(create(aside), 1, request.epochs);
      return timed(() => events.forEach((event) => aside.record(event)));
    }
    case 'list': {
      const { limit } = request;
      const sort = { key: 'val_accuracy.last', descending: true };
      let runs: readonly number[] = [];
      const { seconds } = timed(() => {
        const page = store.listRuns({ sort, limit, columns: COLUMNS });
        runs = page.runs.map(({ number }) => number);
      });
      return { seconds, runs };
    }
    case 'histories': {
      let sum = 0;
      const { seconds } = timed(() => {
        for (const run of request.runs) {
          const { epochs } = store.getComparedRun(ids[run - 1] ?? '');
          const { loss, accuracy, valLoss, valAccuracy } = epochs;
          for (const metric of [loss, accuracy, valLoss, valAccuracy]) {
            for (const value of metric) sum += value;
          }
        }
      });
      return { seconds, sum };
    }
  }
}

function timed(action: () => void): { readonly seconds: number } {
  const start = performance.now();
  action();
  return { seconds: (performance.now() - start) / 1000 };
}

function create(store: Store): string {
  return store.enqueueRun({ spec: studySpec('rnn') }).id;
}

/** What a trainer would say of a run, but for its confusion matrices, which are one cell each. */
function eventsOf(runId: string, run: number, epochs: number): TrainerEvent[] {
  const bodies: TrainerEventBody[] = [
    { ...STARTED, epochs },
    ...Array.from({ length: epochs }, (_, index): TrainerEventBody => ({
      kind: 'epoch',
      epoch: index + 1,
      loss: metricValue(run, index + 1, 0),
      accuracy: metricValue(run, index + 1, 1),
      valLoss: metricValue(run, index + 1, 2),
      valAccuracy: metricValue(run, index + 1, 3),
      learningRate: 0.001,
      seconds: 1,
      tensors: 12,
      confusion: [[1]],
    })),
  ];
  return bodies.map((event, index) => ({ runId, seq: index + 1, event }));
}
