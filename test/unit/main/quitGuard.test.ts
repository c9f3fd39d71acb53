import { describe, expect, it, vi } from 'vitest';
import { QuitGuard } from '../../../src/main/lifecycle/quitGuard.ts';

function guard(training: string | undefined, answer = true) {
  const calls: string[] = [];
  const ask = vi.fn((run: string) => {
    calls.push(`ask ${run}`);
    return Promise.resolve(answer);
  });
  const subject = new QuitGuard({
    training: () => training,
    ask,
    close: (stopTraining) => {
      calls.push(stopTraining ? 'close' : 'close at once');
      return Promise.resolve();
    },
    exit: () => void calls.push('exit'),
  });
  return { subject, calls, ask };
}

describe('QuitGuard', () => {
  it('closes and ends without a question when nothing trains', async () => {
    const { subject, calls } = guard(undefined);
    await subject.request({ mayAsk: true });
    expect(calls).toEqual(['close', 'exit']);
    expect(subject.leaving).toBe(true);
  });

  it('asks when a run trains, and stays if the person says so', async () => {
    const { subject, calls } = guard('cnn · seed 1', false);
    await subject.request({ mayAsk: true });
    expect(calls).toEqual(['ask cnn · seed 1']);
    expect(subject.leaving).toBe(false);
  });

  it('leaves after the question if the person says so', async () => {
    const { subject, calls } = guard('cnn');
    await subject.request({ mayAsk: true });
    expect(calls).toEqual(['ask cnn', 'close', 'exit']);
  });

  it('asks once, however often it is told to quit, and closes once', async () => {
    const { subject, calls } = guard('cnn');
    const requests = [1, 2, 3].map(() => subject.request({ mayAsk: true }));
    await Promise.all(requests);
    await subject.request({ mayAsk: true });
    expect(calls).toEqual(['ask cnn', 'close', 'exit']);
  });

  it('does not ask when no one can answer', async () => {
    const { subject, calls } = guard('cnn');
    await subject.request({ mayAsk: false });
    expect(calls).toEqual(['close at once', 'exit']);
  });

  it('ends even if closing fails', async () => {
    const exit = vi.fn();
    const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const subject = new QuitGuard({
      training: () => undefined,
      ask: () => Promise.resolve(true),
      close: () => Promise.reject(new Error('disk full')),
      exit,
    });
    await subject.request({ mayAsk: true });
    expect(exit).toHaveBeenCalledOnce();
    expect(said.mock.calls[0]?.[0]).toContain('disk full');
    said.mockRestore();
  });
});
