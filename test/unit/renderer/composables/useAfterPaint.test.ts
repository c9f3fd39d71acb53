import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { effectScope, nextTick, shallowRef } from 'vue';
import { useAfterPaint } from '../../../../src/renderer/composables/useAfterPaint.ts';

let frames: (() => void)[] = [];
const nextFrame = () => frames.splice(0).forEach((run) => run());

beforeEach(() => {
  frames = [];
  vi.useFakeTimers();
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => frames.push(run));
  vi.stubGlobal('cancelAnimationFrame', () => undefined);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function waiting() {
  const ready = shallowRef(false);
  const scope = effectScope();
  const painted = scope.run(() => useAfterPaint(() => ready.value));
  if (!painted) throw new Error('the scope was not active');
  return { ready, painted, scope };
}

describe('useAfterPaint', () => {
  it('is true only when a frame with what became ready has been painted', async () => {
    const { ready, painted } = waiting();
    nextFrame();
    nextFrame();
    expect(painted.value).toBe(false);
    ready.value = true;
    await nextTick();
    nextFrame();
    expect(painted.value).toBe(false);
    nextFrame();
    expect(painted.value).toBe(true);
  });

  it('comes in a hidden window too, which has no frames', async () => {
    const { ready, painted } = waiting();
    ready.value = true;
    await nextTick();
    vi.runAllTimers();
    expect(painted.value).toBe(true);
  });

  it('waits anew when it is ready again', async () => {
    const { ready, painted } = waiting();
    ready.value = true;
    await nextTick();
    vi.runAllTimers();
    ready.value = false;
    await nextTick();
    expect(painted.value).toBe(false);
  });

  it('does nothing more once its owner is gone', async () => {
    const { ready, painted, scope } = waiting();
    ready.value = true;
    await nextTick();
    scope.stop();
    vi.runAllTimers();
    expect(painted.value).toBe(false);
  });
});
