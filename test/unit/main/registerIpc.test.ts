import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { Handlers } from '../../../src/main/ipc/handlers.ts';
import { registerIpc, type IpcMainLike } from '../../../src/main/ipc/registerIpc.ts';
import { appPage } from '../../../src/main/security/appOrigin.ts';
import { isTrustedSender, type CallingFrame } from '../../../src/main/security/isTrustedSender.ts';
import { CHANNELS, type Channel } from '../../../src/shared/contract/channels.ts';
import type { Answer } from '../../../src/shared/contract/labApi.ts';
import { LabError } from '../../../src/shared/errors.ts';

const CHANNEL_NAMES = Object.keys(CHANNELS) as Channel[];
const RUN_ID = '01JDXZ3V4Q7M2N8P5R6S9T0VWX';
const PAGE: CallingFrame = { url: 'atelier://app/#/runs', parent: null };

type Listener = Parameters<IpcMainLike['handle']>[1];

/** The opened channels, and what their handlers were called with. */
function open(answer: (request: unknown) => unknown = () => 'answered') {
  const listeners = new Map<string, Listener>();
  const handler = vi.fn(answer);
  const handlers = Object.fromEntries(CHANNEL_NAMES.map((channel) => [channel, handler]));
  const report = vi.fn();
  registerIpc(
    { handle: (channel, listener) => listeners.set(channel, listener) },
    handlers as unknown as Handlers,
    { isTrusted: (frame) => isTrustedSender(appPage(undefined, true), frame), report },
  );
  const call = (channel: string, payload: unknown, frame: CallingFrame | null = PAGE) =>
    listeners.get(channel)?.({ senderFrame: frame }, payload) as Promise<Answer<unknown>>;
  return { listeners, handler, report, call };
}

describe('registerIpc', () => {
  it('opens the channels of the contract and no other', () => {
    expect([...open().listeners.keys()]).toEqual(CHANNEL_NAMES);
  });

  it('hands a parsed request to the handler and its answer back', async () => {
    const { call, handler } = open();
    const answer = await call('runs:rename', { runId: RUN_ID, name: '  a name  ' });
    expect(answer).toEqual({ ok: true, value: 'answered' });
    expect(handler).toHaveBeenCalledExactlyOnceWith({ runId: RUN_ID, name: 'a name' });
  });

  it.each<[string, CallingFrame | null]>([
    ['a foreign page', { url: 'https://example.org/', parent: null }],
    ['a frame within the page', { ...PAGE, parent: {} }],
    ['a frame that is gone', null],
  ])('refuses %s on every channel, before it reads the payload', async (_name, frame) => {
    const { call, handler } = open();
    for (const channel of CHANNEL_NAMES) {
      const answer = await call(channel, { runId: RUN_ID }, frame);
      expect(answer).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    }
    expect(handler).not.toHaveBeenCalled();
  });

  it('refuses a sender whose frame cannot even be looked at', async () => {
    const { listeners } = open();
    const event = {
      get senderFrame(): never {
        throw new Error('Render frame was disposed');
      },
    };
    expect(await listeners.get('app:info')?.(event, {})).toMatchObject({
      ok: false,
      error: { code: 'forbidden' },
    });
  });

  it('names the field of a malformed request', async () => {
    const { call, handler } = open();
    expect(await call('runs:get', { runId: '../../etc/passwd' })).toEqual({
      ok: false,
      error: {
        code: 'bad-input',
        message: 'runs:get: runId: runId must be a ULID',
        hint: 'Correct the named fields',
        context: { problems: [{ path: 'runId', message: 'runId must be a ULID' }] },
      },
    });
    expect(handler).not.toHaveBeenCalled();
  });

  it('passes on what the lab says, and reports only faults of ours', async () => {
    const expected = new LabError({ code: 'not-found', message: 'There is no run', hint: 'Look' });
    const { call, report } = open(() => {
      throw expected;
    });
    expect(await call('runs:get', { runId: RUN_ID })).toEqual({
      ok: false,
      error: { code: 'not-found', message: 'There is no run', hint: 'Look', context: undefined },
    });
    expect(report).not.toHaveBeenCalled();
  });

  it('reports a fault of ours, and answers without its stack', async () => {
    const { call, report } = open(() => Promise.reject(new TypeError('x is undefined')));
    expect(await call('app:info', {})).toEqual({
      ok: false,
      error: { code: 'internal', message: 'x is undefined', hint: undefined, context: undefined },
    });
    expect(report).toHaveBeenCalledOnce();
  });

  it('answers with plain data, whatever an error carries', async () => {
    const circular: Record<string, unknown> = {};
    circular['self'] = circular;
    const contexts = [{ call: () => 1, big: 'text' }, circular, { big: 1n }];
    for (const context of contexts) {
      const { call } = open(() => {
        throw new LabError({ code: 'store-unavailable', message: 'no', context });
      });
      const answer = await call('app:info', {});
      expect(() => structuredClone(answer)).not.toThrow();
    }
  });

  it.each(CHANNEL_NAMES)(
    'answers anything on %s with a value or a typed refusal',
    async (channel) => {
      const { call } = open();
      await fc.assert(
        fc.asyncProperty(payloads, async (payload) => {
          const answer = await call(channel, payload);
          if (!answer.ok) expect(answer.error.code).toBe('bad-input');
        }),
        { numRuns: 300 },
      );
      expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    },
  );
});

/** Anything at all, and things that are nearly right. */
const payloads = fc.oneof(
  fc.anything({ withBigInt: true, withDate: true, withMap: true, withTypedArray: true }),
  fc.record(
    {
      runId: fc.oneof(fc.constant(RUN_ID), fc.string(), fc.integer()),
      runIds: fc.array(fc.oneof(fc.constant(RUN_ID), fc.string())),
      name: fc.string({ maxLength: 200 }),
      position: fc.double(),
      split: fc.oneof(fc.constantFrom('train', 'test'), fc.string()),
      perClass: fc.integer(),
      seed: fc.integer(),
      theme: fc.oneof(fc.constant('dark'), fc.string()),
      sidebarCollapsed: fc.anything(),
      spec: fc.anything(),
      text: fc.string(),
      limit: fc.double(),
    },
    { requiredKeys: [] },
  ),
  fc.constant(JSON.parse('{"__proto__": {"polluted": true}, "constructor": 1}') as unknown),
);
