/** Trains a run without end, for {@link killedWriter.test.ts}: says each epoch's number once it is recorded. */
import { writeSync } from 'node:fs';
import { openStore } from '../../../src/store/openStore.ts';
import { epochEvent, sampleSpec, STARTED } from '../../unit/store/samples.ts';

const store = openStore(process.argv[2] ?? '');
store.interruptActive();
const { id: runId } = store.enqueueRun({ spec: sampleSpec({ epochs: 10_000 }) });
store.record({ runId, seq: 1, event: STARTED });
writeSync(1, `${runId}\n`);
for (let epoch = 1; ; epoch += 1) {
  store.record({ runId, seq: epoch + 1, event: epochEvent(epoch) });
  writeSync(1, `${epoch}\n`);
}
