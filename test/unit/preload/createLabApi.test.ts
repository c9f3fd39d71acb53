import { EventEmitter } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { createLabApi } from '../../../src/preload/createLabApi.ts';
import { CHANNELS, type Channel } from '../../../src/shared/contract/channels.ts';
import type { LabEvent } from '../../../src/shared/contract/labEvents.ts';

function create(invoke: (channel: string, payload: unknown) => Promise<unknown>) {
  const emitter = new EventEmitter();
  const spy = vi.fn(invoke);
  return {
    emitter,
    invoke: spy,
    lab: createLabApi(Object.assign(emitter, { invoke: spy }), 'linux'),
  };
}

describe('window.lab', () => {
  it('has the contract and nothing else', () => {
    const { lab } = create(() => Promise.resolve());
    expect(Object.keys(lab).toSorted()).toEqual(['invoke', 'platform', 'subscribe']);
  });

  it('passes every channel of the contract', async () => {
    const { lab, invoke } = create((channel) => Promise.resolve({ ok: true, value: channel }));
    for (const channel of Object.keys(CHANNELS) as Channel[]) {
      expect(await lab.invoke(channel, {} as never)).toEqual({ ok: true, value: channel });
    }
    expect(invoke).toHaveBeenCalledTimes(Object.keys(CHANNELS).length);
  });

  it.each<unknown>([
    'runs:drop',
    'toString',
    '__proto__',
    'constructor',
    '',
    7,
    null,
    ['runs:list'],
  ])('refuses the channel %j without asking main', async (channel) => {
    const { lab, invoke } = create(() => Promise.resolve());
    const answer = await lab.invoke(channel as Channel, {} as never);
    expect(answer).toMatchObject({ ok: false, error: { code: 'forbidden' } });
    expect(invoke).not.toHaveBeenCalled();
  });

  it('answers what cannot be sent with an error instead of rejecting', async () => {
    const { lab } = create(() => Promise.reject(new Error('An object could not be cloned.')));
    expect(await lab.invoke('presets:list', {})).toMatchObject({
      ok: false,
      error: { code: 'internal', message: 'An object could not be cloned.' },
    });
  });

  it('hands out events without their senders, until told to stop', () => {
    const { lab, emitter } = create(() => Promise.resolve());
    const received: unknown[][] = [];
    const end = lab.subscribe((...args: unknown[]) => received.push(args));
    const event: LabEvent = { kind: 'navigate', path: '/runs' };
    emitter.emit('lab:event', { sender: 'electron' }, event);
    end();
    emitter.emit('lab:event', { sender: 'electron' }, event);
    expect(received).toEqual([[event]]);
  });
});
