import { once } from 'node:events';
import { MessageChannel, Worker } from 'node:worker_threads';
import { afterEach, expect, it } from 'vitest';
import { sendCommand } from '../../../../src/trainer/engine/parallel/commandChannel.ts';

const CHANNEL = new URL(
  '../../../../src/trainer/engine/parallel/commandChannel.ts',
  import.meta.url,
);

/** Takes two commands and says what they were. */
const THREAD = `
  import { parentPort, workerData } from 'node:worker_threads';
  const { nextCommand } = await import(workerData.module);
  const { commands, wake } = workerData;
  const first = nextCommand({ commands, wake }, 0);
  Atomics.store(wake, 1, 1);
  Atomics.notify(wake, 1);
  const second = nextCommand({ commands, wake }, 1);
  parentPort.postMessage([first, second]);
`;

let worker: Worker | undefined;
afterEach(() => worker?.terminate());

it('wakes a thread for a command alone, not for a call that comes late', async () => {
  const { port1, port2 } = new MessageChannel();
  const wake = new Int32Array(new SharedArrayBuffer(8));
  worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(THREAD)}`), {
    workerData: { module: CHANNEL.href, commands: port2, wake },
    transferList: [port2],
  });
  const answer = once(worker, 'message');
  sendCommand({ commands: port1, wake }, 'first');
  Atomics.wait(wake, 1, 0);
  // Until the thread sleeps again there is nobody to wake, and afterwards it must go on sleeping.
  while (Atomics.notify(wake, 0) === 0);
  sendCommand({ commands: port1, wake }, 'second');
  expect((await answer)[0]).toEqual(['first', 'second']);
  port1.close();
});
