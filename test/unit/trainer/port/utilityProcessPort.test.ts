import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { utilityProcessPort } from '../../../../src/trainer/port/utilityProcessPort.ts';

describe('utilityProcessPort', () => {
  it('takes messages out of their events and posts its own', async () => {
    const posted: unknown[] = [];
    const emitter = new EventEmitter();
    const port = utilityProcessPort({
      postMessage: (message) => posted.push(message),
      on: (event, listener) => emitter.on(event, listener),
    });
    const received: unknown[] = [];
    port.onMessage((message) => received.push(message));
    emitter.emit('message', { data: { type: 'shutdown' } });
    port.post({ type: 'ready', protocol: 1, pid: 2 });
    await port.drain();
    expect({ posted, received }).toEqual({
      posted: [{ type: 'ready', protocol: 1, pid: 2 }],
      received: [{ type: 'shutdown' }],
    });
  });
});
