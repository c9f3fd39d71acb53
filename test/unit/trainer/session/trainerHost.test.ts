import { FASHION_MNIST } from '../../../../src/shared/dataset/fashionMnist.ts';
import { describe, expect, it, vi } from 'vitest';
import type { TrainerMessage } from '../../../../src/shared/contract/trainerProtocol.ts';
import { findPreset } from '../../../../src/shared/spec/presets/index.ts';
import type { TrainerPort } from '../../../../src/trainer/port/trainerPort.ts';
import type { SessionTools } from '../../../../src/trainer/session/runSession.ts';
import { sampleRates } from '../../store/samples.ts';
import { TrainerHost } from '../../../../src/trainer/session/trainerHost.ts';

const CALIBRATION = { machine: 'any; 2 cores; libtensorflow 2', rates: sampleRates() };

/** A host whose runs end when the test says so. */
function hostUnderTest() {
  const posted: TrainerMessage[] = [];
  const sessions: { readonly tools: SessionTools; end(): void }[] = [];
  let receive: (message: unknown) => void = () => undefined;
  const port: TrainerPort = {
    post: (message) => posted.push(message),
    onMessage: (listener) => {
      receive = listener;
    },
    onClose: () => undefined,
    drain: () => Promise.resolve(),
  };
  const exit = vi.fn<(code: number) => void>();
  const host = new TrainerHost({
    port,
    datasets: { load: () => Promise.reject(new Error('no data here')) },
    session: (_command, tools) =>
      new Promise((resolve) => {
        sessions.push({ tools, end: resolve });
      }),
    calibrate: () => CALIBRATION,
    inspect: () => Promise.reject(new Error('no models here')),
    exit,
  });
  host.open();
  const start = (runId: string): void => {
    const spec = findPreset('rnn')?.spec;
    receive({
      type: 'start',
      runId,
      spec,
      dataset: FASHION_MNIST,
      datasetDir: 'data',
      runDir: 'run',
      execution: { workers: 1, threads: null },
    });
  };
  const events = () =>
    posted.flatMap((message) => (message.type === 'event' ? [message.event] : []));
  return { host, posted, sessions, exit, start, events, receive: (m: unknown) => receive(m) };
}

describe('TrainerHost', () => {
  it('says first that it is ready and which protocol it speaks', () => {
    expect(hostUnderTest().posted).toEqual([{ type: 'ready', protocol: 1, pid: process.pid }]);
  });

  it('ends the run as failed and itself with status 1 after an error nobody caught', async () => {
    const { host, start, events, exit, sessions } = hostUnderTest();
    start('a');
    await host.crash(new Error('boom'));
    expect(events()).toMatchObject([
      { runId: 'a', seq: 1, event: { kind: 'failed', error: { code: 'internal' } } },
    ]);
    expect(exit.mock.calls).toEqual([[1]]);
    sessions[0]?.tools.emit({ kind: 'paused' });
    expect(events()).toHaveLength(1);
  });

  it('ends with status 1 also when it was idle', async () => {
    const { host, events, exit } = hostUnderTest();
    await host.crash('no error at all');
    expect(events()).toEqual([]);
    expect(exit.mock.calls).toEqual([[1]]);
  });

  it('ignores a second start of the run that is under way', () => {
    const { start, events, sessions } = hostUnderTest();
    start('a');
    start('a');
    expect({ events: events(), sessions: sessions.length }).toEqual({ events: [], sessions: 1 });
  });

  it('exits at once when idle, else after its run, and takes no more', async () => {
    const idle = hostUnderTest();
    idle.receive({ type: 'shutdown' });
    await vi.waitFor(() => expect(idle.exit.mock.calls).toEqual([[0]]));

    const busy = hostUnderTest();
    busy.start('a');
    busy.receive({ type: 'shutdown' });
    busy.start('b');
    expect(busy.events()).toMatchObject([
      { runId: 'b', event: { kind: 'failed', error: { code: 'illegal-state' } } },
    ]);
    expect(busy.exit).not.toHaveBeenCalled();
    busy.sessions[0]?.end();
    await vi.waitFor(() => expect(busy.exit.mock.calls).toEqual([[0]]));
  });

  it('measures the machine while it is idle, and says why not while it trains', () => {
    const { start, posted, receive } = hostUnderTest();
    receive({ type: 'calibrate' });
    expect(posted.at(-1)).toEqual({ type: 'calibrated', calibration: CALIBRATION });
    start('a');
    receive({ type: 'calibrate' });
    expect(posted.at(-1)).toMatchObject({
      type: 'notCalibrated',
      error: { code: 'illegal-state', message: 'The trainer is busy with run a' },
    });
  });

  it('gives signs of life while a run is in hand, and no longer', async () => {
    vi.useFakeTimers();
    try {
      const { start, posted, sessions } = hostUnderTest();
      const alive = () => posted.filter(({ type }) => type === 'alive').length;
      await vi.advanceTimersByTimeAsync(60_000);
      expect(alive()).toBe(0);
      start('a');
      await vi.advanceTimersByTimeAsync(60_000);
      expect(alive()).toBe(12);
      sessions[0]?.end();
      await vi.advanceTimersByTimeAsync(60_000);
      expect(alive()).toBe(12);
    } finally {
      vi.useRealTimers();
    }
  });
});
