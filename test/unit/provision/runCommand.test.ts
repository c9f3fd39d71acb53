import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { measureEveryMs, measureGrowth } from '../../../src/provision/measureGrowth.ts';
import { runCommand } from '../../../src/provision/runCommand.ts';

const node = process.execPath;

function script(source: string) {
  return { file: node, args: ['-e', source], silenceMs: 10_000 };
}

describe('runCommand', () => {
  it('gives the output', async () => {
    expect(await runCommand(script("console.log('out')"))).toBe('out\n');
  });

  it('tells the last of the errors of a client that fails', async () => {
    const failing = script("console.error('E404 no such package'); process.exit(3)");
    await expect(runCommand(failing)).rejects.toMatchObject({
      code: 'download-failed',
      message: `${node} ended with 3: E404 no such package`,
    });
  });

  it('says which program is missing', async () => {
    const missing = { file: 'no-such-client', args: [], silenceMs: 10_000 };
    await expect(runCommand(missing)).rejects.toMatchObject({
      code: 'not-found',
      message: 'no-such-client is not installed',
    });
  });

  it('stops a client that goes silent', async () => {
    const silent = { ...script('setInterval(() => {}, 1000)'), silenceMs: 60 };
    await expect(runCommand(silent)).rejects.toMatchObject({
      code: 'source-silent',
      message: `${node} was silent for 0.06 s`,
    });
  });
});

describe('measureGrowth', () => {
  it('takes growth, and only growth, for a sign of life', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const sizes = [10, 20, 20, 30];
    const seen: number[] = [];
    const touch = vi.fn();
    const measure = async () => sizes[seen.length] ?? Promise.reject(new Error('vanished'));
    const stop = measureGrowth({ measure, onBytes: (bytes) => seen.push(bytes) }, touch);
    await vi.advanceTimersByTimeAsync(5 * measureEveryMs);
    stop();
    await vi.advanceTimersByTimeAsync(5 * measureEveryMs);
    expect(seen).toEqual([10, 20, 20, 30, 30]);
    expect(touch).toHaveBeenCalledTimes(3);
  });
});
