import { describe, expect, it } from 'vitest';
import { formatBytes, formatProgress, formatSeconds } from '../../../src/provision/progress.ts';
import { createReporter } from '../../../src/provision/reporter.ts';

function recordingStream(isTTY: boolean) {
  const written: string[] = [];
  return { isTTY, columns: 120, written, write: (text: string) => written.push(text) };
}

describe('progress', () => {
  it('says bytes and durations as people do', () => {
    expect([0, 999, 1_000, 52_504_722, 230_236_181, 1.5e9].map(formatBytes)).toEqual([
      '0 B',
      '999 B',
      '1.0 kB',
      '52.5 MB',
      '230 MB',
      '1.5 GB',
    ]);
    expect([0.2, 8, 65, 3_720].map(formatSeconds)).toEqual([
      '0 s',
      '8 s',
      '1 min 05 s',
      '1 h 02 min',
    ]);
  });

  it('shows bar, percentage, bytes, speed and time left', () => {
    const state = { label: 'Part', bytes: 50e6, totalBytes: 200e6, elapsedMs: 5_000 };
    expect(formatProgress(state)).toBe(
      'Part  █████░░░░░░░░░░░░░░░   25 %  50.0 MB of 200 MB  10.0 MB/s  15 s left',
    );
  });

  it('shows what it can without a total, and before the first byte', () => {
    expect(formatProgress({ label: 'Part', bytes: 50e6, elapsedMs: 5_000 })).toBe(
      'Part  50.0 MB  10.0 MB/s',
    );
    expect(formatProgress({ label: 'Part', bytes: 0, totalBytes: 10, elapsedMs: 0 })).toBe(
      'Part  ░░░░░░░░░░░░░░░░░░░░    0 %  0 B of 10 B  0 B/s  waiting',
    );
  });

  it('gives up the bar, never the time left, on a narrow terminal', () => {
    const state = { label: 'Part', bytes: 50e6, totalBytes: 200e6, elapsedMs: 5_000 };
    const facts = '25 %  50.0 MB of 200 MB  10.0 MB/s  15 s left';
    expect([64, 55].map((columns) => formatProgress({ ...state, columns }))).toEqual([
      `Part  ███░░░░░░░   ${facts}`,
      `Part   ${facts}`,
    ]);
  });

  it('never shows more than all of it', () => {
    const state = { label: 'Part', bytes: 300, totalBytes: 200, elapsedMs: 1_000 };
    expect(formatProgress(state)).toContain('100 %  200 B of 200 B');
  });
});

describe('createReporter', () => {
  it('redraws one line on a terminal, at most ten times a second', () => {
    const stream = recordingStream(true);
    let now = 0;
    const task = createReporter(stream, () => now).task('Part', 100);
    for (now = 0; now <= 200; now += 10) task.update(now / 2);
    task.end();
    const redraws = stream.written.filter((text) => text.startsWith('\r\x1b[KPart'));
    expect(redraws).toHaveLength(2);
    expect(stream.written.at(-1)).toBe('Part  100 B in 0 s\n');
  });

  it('writes a line every five seconds elsewhere', () => {
    const stream = recordingStream(false);
    let now = 0;
    const task = createReporter(stream, () => now).task('Part', 100);
    for (now = 0; now < 11_000; now += 100) task.update(now / 110);
    task.end();
    expect(stream.written).toHaveLength(3);
    expect(stream.written.join('')).not.toContain('\r');
  });

  it('writes no closing line for a step that broke off', () => {
    const stream = recordingStream(false);
    createReporter(stream).task('Part', 100).end(false);
    expect(stream.written).toEqual([]);
  });
});
