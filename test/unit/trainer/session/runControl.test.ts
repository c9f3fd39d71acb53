import { describe, expect, it } from 'vitest';
import { LabError } from '../../../../src/shared/errors.ts';
import {
  createRunControl,
  type PauseListener,
} from '../../../../src/trainer/session/runControl.ts';

function listen(): PauseListener & { readonly heard: string[] } {
  const heard: string[] = [];
  return {
    heard,
    paused: (reason) => heard.push(reason?.message ?? 'paused'),
    resumed: () => heard.push('resumed'),
  };
}

describe('createRunControl', () => {
  it('goes on when nothing was asked for', async () => {
    const listener = listen();
    expect(await createRunControl().proceed(listener)).toBe(true);
    expect(listener.heard).toEqual([]);
  });

  it('lets a command arrive between two steps', async () => {
    const control = createRunControl();
    setImmediate(() => control.stop());
    expect(await control.proceed(listen())).toBe(false);
  });

  it('waits while paused, however often it is told', async () => {
    const control = createRunControl();
    const listener = listen();
    control.pause();
    const proceeding = control.proceed(listener);
    await new Promise(setImmediate);
    control.pause();
    await new Promise(setImmediate);
    expect(listener.heard).toEqual(['paused']);
    control.resume();
    expect(await proceeding).toBe(true);
    expect(listener.heard).toEqual(['paused', 'resumed']);
  });

  it('pauses for a reason, once', async () => {
    const control = createRunControl();
    const listener = listen();
    control.hold(new LabError({ code: 'disk-full', message: 'no room' }));
    const proceeding = control.proceed(listener);
    await new Promise(setImmediate);
    control.resume();
    expect(await proceeding).toBe(true);
    control.pause();
    const again = control.proceed(listener);
    await new Promise(setImmediate);
    control.stop();
    expect(await again).toBe(false);
    expect(listener.heard).toEqual(['no room', 'resumed', 'paused']);
  });

  it('stops from a pause, without going on first', async () => {
    const control = createRunControl();
    const listener = listen();
    control.pause();
    const proceeding = control.proceed(listener);
    await new Promise(setImmediate);
    control.stop();
    expect(await proceeding).toBe(false);
    expect(listener.heard).toEqual(['paused']);
  });

  it('does not take a stop back', async () => {
    const control = createRunControl();
    control.stop();
    control.resume();
    control.pause();
    expect(await control.proceed(listen())).toBe(false);
  });
});
