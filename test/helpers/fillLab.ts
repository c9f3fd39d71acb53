import path from 'node:path';
import { findPreset } from '../../src/shared/spec/presets/index.ts';
import { openStore } from '../../src/store/openStore.ts';
import {
  epochEvent,
  evaluationEvent,
  FINISHED,
  STARTED,
  envelopes,
} from '../unit/store/samples.ts';

/**
 * Fills a lab that no one holds with so many runs, for tables: with curves and test results, three seeds of each
 * recipe, but no predictions. For those {@link ./recordRuns.ts}.
 */
export function fillLab(home: string, count: number): void {
  let time = Date.UTC(2026, 0, 1, 8);
  const store = openStore(path.join(home, 'lab.db'), { now: () => new Date((time += 20_000)) });
  for (let index = 0; index < count; index += 1) {
    const id = (['cnn', 'cnn2', 'rnn'] as const)[Math.floor(index / 3) % 3] ?? 'cnn';
    const preset = findPreset(id);
    if (!preset) throw new Error(`there is no preset ${id}`);
    const { spec } = preset;
    const batchSize = [64, 128][Math.floor(index / 9) % 2] ?? 64;
    const run = store.enqueueRun({
      spec: { ...spec, seed: index % 3, training: { ...spec.training, epochs: 6, batchSize } },
      name: `${id} · batch ${batchSize} · seed ${index % 3}`,
    });
    const top = 0.8 + ((index * 37) % 100) / 800;
    const curve = [1, 2, 3, 4, 5, 6].map((epoch) =>
      epochEvent(epoch, top * (1 - 0.5 ** epoch) + ((index * epoch) % 5) / 200),
    );
    const events = [STARTED, ...curve, evaluationEvent(top - 0.01), FINISHED];
    for (const event of envelopes(run.id, events)) store.record(event);
  }
  store.close();
}
