import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { askHolder } from '../../../src/lab/askHolder.ts';
import { openLab, type Lab, type OpenLabOptions } from '../../../src/lab/openLab.ts';
import { openStore } from '../../../src/store/openStore.ts';
import type { LabEvent } from '../../../src/shared/contract/labEvents.ts';
import { willingSpawner } from '../queue/fakeTrainer.ts';
import {
  epochEvent,
  evaluationEvent,
  FINISHED,
  progressEvent,
  sampleSpec,
  STARTED,
} from '../store/samples.ts';
import { temporaryFolder } from '../store/temporaryStore.ts';

const STOPPED = { ...FINISHED, outcome: 'stopped' } as typeof FINISHED;

async function open(options: Partial<OpenLabOptions> = {}) {
  const { spawn, trainers } = willingSpawner();
  const lab = await openLab({
    home: path.join(temporaryFolder(), 'home'),
    holder: { kind: 'headless' },
    datasetDir: '/data',
    spawnTrainer: spawn,
    ...options,
  });
  onTestFinished(() => lab.close());
  const events: LabEvent[] = [];
  lab.subscribe((event) => events.push(event));
  return { lab, trainers, events };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('openLab', () => {
  it('trains what is queued and tells of it', async () => {
    const { lab, trainers, events } = await open();
    const { id } = lab.queue.enqueue({ spec: sampleSpec(), name: 'a' });
    await turn();
    const [trainer] = trainers;
    expect(trainer?.posted[0]).toMatchObject({
      type: 'start',
      datasetDir: '/data',
      runDir: path.join(lab.home, 'runs', id),
    });
    for (const event of [STARTED, progressEvent(1), epochEvent(1), evaluationEvent(), FINISHED]) {
      trainer?.event(id, event);
    }
    await lab.queue.idle();
    const { predictions: _, ...evaluation } = evaluationEvent();
    expect(
      events.map((event) =>
        event.kind === 'trainer' ? event.notice : event.kind === 'run' ? event.run.state : event,
      ),
    ).toEqual([
      'queued',
      'running',
      { runId: id, seq: 1, event: STARTED },
      'running',
      { runId: id, seq: 2, event: progressEvent(1) },
      { runId: id, seq: 3, event: epochEvent(1) },
      'running',
      { runId: id, seq: 4, event: evaluation },
      'running',
      { runId: id, seq: 5, event: FINISHED },
      'completed',
    ]);
  });

  it('has one holder, and says who that is', async () => {
    const { lab } = await open({ holder: { kind: 'window' } });
    await expect(open({ home: lab.home })).rejects.toMatchObject({
      code: 'lab-in-use',
      message: `The lab at ${lab.home} is in use by an Atelier window (process ${process.pid}, since ${lab.holder.since})`,
      context: { kind: 'window', pid: process.pid, since: lab.holder.since },
    });
    // Refused without harm: the holder still holds it.
    await expect(open({ home: lab.home })).rejects.toMatchObject({ code: 'lab-in-use' });
    await lab.close();
    await lab.close();
    expect(readdirSync(lab.home).toSorted()).toEqual(['lab.db', 'lab.lock']);
    const again = await open({ home: lab.home });
    expect(again.lab.holder.kind).toBe('headless');
  });

  it('can be read while it is held', async () => {
    const { lab } = await open({ takeQueued: false });
    const { id } = lab.queue.enqueue({ spec: sampleSpec() });
    const reader = openStore(lab.paths.database, { readonly: true });
    expect(reader.getSummary(id).state).toBe('queued');
    reader.close();
  });

  it('goes on where it was: leftovers are interrupted, the queue continues', async () => {
    const first = await open();
    const a = first.lab.queue.enqueue({ spec: sampleSpec(), name: 'a' }).id;
    const b = first.lab.queue.enqueue({ spec: sampleSpec(), name: 'b' }).id;
    await turn();
    first.trainers[0]?.event(a, STARTED);
    first.trainers[0]?.event(a, epochEvent(1));
    await first.lab.close();
    expect(first.trainers[0]?.heard).toEqual(['start', 'stop', 'shutdown']);

    const second = await open({ home: first.lab.home });
    await turn();
    expect(second.lab.store.getSummary(a)).toMatchObject({ state: 'interrupted', epochsDone: 1 });
    expect(second.lab.store.getSummary(b).state).toBe('running');
  });

  it('leaves the queue alone when told so, but trains what it is asked to', async () => {
    const { lab, trainers } = await open({ takeQueued: false });
    lab.queue.enqueue({ spec: sampleSpec(), name: 'a' });
    const b = lab.queue.enqueue({ spec: sampleSpec(), name: 'b' }).id;
    await turn();
    expect(trainers.length).toBe(0);
    const over = lab.queue.train(b);
    await turn();
    trainers[0]?.event(b, STARTED);
    trainers[0]?.event(b, FINISHED);
    expect((await over).state).toBe('completed');
    await lab.queue.idle();
    expect(lab.store.queued().map(({ name }) => name)).toEqual(['a']);
  });

  it('renames and deletes, and takes a deletion back', async () => {
    const { lab, events } = await open({ takeQueued: false });
    const ids = ['a', 'b', 'c'].map((name) => lab.queue.enqueue({ spec: sampleSpec(), name }).id);
    const [a, b, c] = ids as [string, string, string];
    for (const id of [a, b]) {
      mkdirSync(lab.paths.run(id), { recursive: true });
      writeFileSync(path.join(lab.paths.run(id), 'weights.bin'), 'x');
    }
    events.length = 0;
    lab.renameRun(b, 'B');
    expect(lab.deleteRuns([a, c])).toBe(2);
    expect(events).toMatchObject([
      { kind: 'run', run: { name: 'B', queuePosition: 2 } },
      { kind: 'run', run: { name: 'B', queuePosition: 1 } },
      { kind: 'deleted', runIds: [a, c] },
    ]);
    expect(lab.store.listRuns().total).toBe(1);
    expect(existsSync(lab.paths.run(a))).toBe(true);
    events.length = 0;
    expect(lab.restoreRuns([a]).map(({ state, queuePosition }) => [state, queuePosition])).toEqual([
      ['queued', 2],
    ]);
    expect(events.at(-1)).toMatchObject({ kind: 'run', run: { id: a, queuePosition: 2 } });
    expect(() => lab.restoreRuns([a])).toThrow(expect.objectContaining({ code: 'not-found' }));
  });

  it('does not let one listener keep events from another', async () => {
    const faults: string[] = [];
    const { lab, events } = await open({
      takeQueued: false,
      onFault: (error) => faults.push(error.message),
    });
    const end = lab.subscribe(() => {
      throw new Error('gone');
    });
    lab.queue.enqueue({ spec: sampleSpec() });
    end();
    end();
    lab.queue.enqueue({ spec: sampleSpec() });
    expect(events.length).toBe(2);
    expect(faults).toEqual(['gone']);
  });

  it('lets go of the lock when it cannot open the store', async () => {
    const home = path.join(temporaryFolder(), 'home');
    mkdirSync(home);
    writeFileSync(path.join(home, 'lab.db'), 'this is no database'.repeat(50));
    for (let attempt = 0; attempt < 2; attempt += 1) {
      await expect(open({ home })).rejects.toMatchObject({ code: 'store-corrupt' });
    }
  });

  it('says when its folder cannot be made', async () => {
    const file = path.join(temporaryFolder(), 'file');
    writeFileSync(file, '');
    await expect(open({ home: path.join(file, 'home') })).rejects.toMatchObject({
      code: 'store-unavailable',
    });
  });
});

describe('requests of other processes', () => {
  const refused = async (lab: Lab, request: unknown): Promise<unknown> =>
    askHolder(lab.home, request as { type: 'holder' }).catch((error: unknown) => error);

  it('are done by the holder', async () => {
    const { lab, trainers } = await open();
    expect(await askHolder(lab.home, { type: 'holder' })).toEqual(lab.holder);
    const a = await askHolder(lab.home, { type: 'enqueue', spec: sampleSpec(), name: 'a' });
    for (const name of ['b', 'c']) {
      await askHolder(lab.home, { type: 'enqueue', spec: sampleSpec(), name });
    }
    await turn();
    const trainer = trainers[0]!;
    trainer.event(a.id, STARTED);
    expect(await askHolder(lab.home, { type: 'move', run: 'c', position: 1 })).toMatchObject({
      name: 'c',
      queuePosition: 1,
    });
    expect(await askHolder(lab.home, { type: 'stop', run: '#2' })).toMatchObject({
      name: 'b',
      state: 'stopped',
    });
    const post = trainer.post.bind(trainer);
    trainer.post = (command) => {
      post(command);
      if (command.type === 'pause') trainer.event(a.id, { kind: 'paused' });
      if (command.type === 'resume') trainer.event(a.id, { kind: 'resumed' });
      if (command.type === 'stop') trainer.event(a.id, STOPPED);
    };
    const states = [];
    for (const type of ['pause', 'resume', 'stop'] as const) {
      states.push((await askHolder(lab.home, { type, run: a.id })).state);
    }
    expect(states).toEqual(['paused', 'running', 'stopped']);
    expect(await refused(lab, { type: 'stop', run: 'a' })).toMatchObject({ code: 'illegal-state' });
    expect(await refused(lab, { type: 'stop', run: 'zzz' })).toMatchObject({
      code: 'not-found',
      hint: expect.stringContaining('up to 3'),
    });
  });

  it.each([
    { type: 'erase' },
    { type: 'stop' },
    { type: 'stop', run: 'a', force: true },
    { type: 'move', run: 'a', position: 0 },
    'stop',
    null,
    { type: 'enqueue', spec: { model: 'x' } },
    JSON.parse('{"type":"holder","__proto__":{"ok":true}}') as unknown,
  ])('are refused when they are %j', async (request) => {
    const { lab } = await open({ takeQueued: false });
    expect(await refused(lab, request)).toMatchObject({ code: 'bad-input' });
    expect(lab.store.listRuns().total).toBe(0);
  });

  it('may be nonsense or endless without harm', async () => {
    const { lab } = await open({ takeQueued: false });
    const socket = connect(lab.holder.control!);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.on('error', () => undefined);
    socket.on('data', () => undefined);
    socket.write('{{{\n');
    socket.write('x'.repeat(3 * 1024 * 1024));
    await closed;
    expect(await askHolder(lab.home, { type: 'holder' })).toEqual(lab.holder);
  });

  it('have an answer also when the lab closes meanwhile', async () => {
    const { lab, trainers } = await open();
    const { id } = lab.queue.enqueue({ spec: sampleSpec() });
    await turn();
    trainers[0]?.event(id, STARTED);
    const stopped = askHolder(lab.home, { type: 'stop', run: id });
    while (!trainers[0]?.heard.includes('stop')) await turn();
    trainers[0]?.event(id, STOPPED);
    await lab.close();
    expect((await stopped).state).toBe('stopped');
  });

  it('go nowhere when nobody holds the lab', async () => {
    const { lab } = await open();
    await lab.close();
    expect(await refused(lab, { type: 'holder' })).toMatchObject({ code: 'not-found' });
  });

  it('reach a lab whose path is too long for a socket', async () => {
    const home = path.join(temporaryFolder(), 'deep'.repeat(30));
    const { lab } = await open({ home });
    expect(lab.holder.control?.startsWith(home)).toBe(false);
    expect(await askHolder(home, { type: 'holder' })).toEqual(lab.holder);
    await lab.close();
    expect(existsSync(lab.holder.control!)).toBe(false);
  });
});
