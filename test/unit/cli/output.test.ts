import { describe, expect, it } from 'vitest';
import { confusionTable, sideBySide } from '../../../src/cli/output/confusionTable.ts';
import {
  formatCount,
  formatInterval,
  formatLoss,
  formatPercent,
  formatSeconds,
} from '../../../src/cli/output/format.ts';
import { LiveLine } from '../../../src/cli/output/liveLine.ts';
import { bar, progressLine } from '../../../src/cli/output/progressLine.ts';
import { formatTable } from '../../../src/cli/output/table.ts';
import { formatBytes } from '../../../src/shared/formatBytes.ts';
import { formatMarkdown } from '../../../src/shared/report/markdownTable.ts';
import { toJson } from '../../../src/cli/output/terminal.ts';
import type { ProgressEvent } from '../../../src/shared/contract/trainerProtocol.ts';

const progress = (over: Partial<ProgressEvent> = {}): ProgressEvent => ({
  kind: 'progress',
  phase: 'training',
  epoch: 3,
  step: 77,
  steps: 188,
  loss: 0.31214,
  accuracy: 0.88931,
  samplesPerSecond: 5210.4,
  secondsLeft: 80,
  memoryBytes: 1,
  ...over,
});

describe('progressLine', () => {
  it('says where a run is, how it goes and how long it takes', () => {
    expect(progressLine(progress(), 10)).toBe(
      'epoch 3/10 ████████░░░░░░░░░░░░ 40 %  loss 0.3121  accuracy 88.93 %  5,210 images/s  1 min 20 s left',
    );
  });

  it('leaves out what is not known yet', () => {
    const first = progress({ step: 0, loss: null, accuracy: null, samplesPerSecond: 0 });
    expect(progressLine(first, 10)).toBe('epoch 3/10 ░░░░░░░░░░░░░░░░░░░░ 0 %  1 min 20 s left');
  });

  it('tells validation and test from training', () => {
    expect(progressLine(progress({ phase: 'validation' }), 10)).toContain('validating');
    expect(progressLine(progress({ phase: 'test' }), 10)).toMatch(/^test █/);
  });

  it('draws a bar of constant width, whatever the share', () => {
    expect([-1, 0, 0.5, 1, 7].map((share) => bar(share, 4))).toEqual([
      '░░░░',
      '░░░░',
      '██░░',
      '████',
      '████',
    ]);
  });
});

describe('LiveLine', () => {
  it('draws over its line on a terminal, clipped to its width', () => {
    const written: string[] = [];
    const line = new LiveLine({ isTTY: true, columns: 10, write: (text) => written.push(text) });
    line.update('short');
    line.update('much longer than ten');
    line.settle('done');
    expect(written).toEqual(['\r\u001B[2Kshort', '\r\u001B[2Kmuch lon…', '\r\u001B[2K', 'done\n']);
  });

  it('writes a line every five seconds where there is no terminal', () => {
    let now = 0;
    const written: string[] = [];
    const line = new LiveLine({ write: (text) => written.push(text) }, () => now);
    for (; now < 12_000; now += 100) line.update(`${now}`);
    line.settle('done');
    expect(written).toEqual(['0\n', '5000\n', '10000\n', 'done\n']);
  });
});

describe('formats', () => {
  it('rounds for people', () => {
    expect([
      formatPercent(0.9251),
      formatPercent(null),
      formatInterval({ low: 0.9171, high: 0.9294 }),
      formatLoss(0.2386905),
      formatCount(9_512_010),
      formatSeconds(3.14),
      formatSeconds(59.6),
      formatSeconds(725),
      formatSeconds(7300),
      formatSeconds(Number.POSITIVE_INFINITY),
      formatBytes(26_421_880),
    ]).toEqual([
      '92.51 %',
      '–',
      '91.7–92.9 %',
      '0.2387',
      '9,512,010',
      '3.1 s',
      '1 min 00 s',
      '12 min 05 s',
      '2 h 02 min',
      '–',
      '26.4 MB',
    ]);
  });

  it('turns typed arrays into plain ones', () => {
    const value = { a: Uint8Array.of(1, 2), b: [Float32Array.of(0.5)], c: 'x' };
    expect(toJson(value)).toBe('{"a":[1,2],"b":[[0.5]],"c":"x"}');
  });
});

describe('tables', () => {
  const columns = [{ title: 'name' }, { title: 'n', align: 'right' as const }];
  const rows = [
    ['a|b', '7'],
    ['long name', '1,000'],
  ];

  it('line up for a terminal', () => {
    expect(formatTable(columns, rows)).toBe(
      ['name           n', '─────────  ─────', 'a|b            7', 'long name  1,000'].join('\n'),
    );
  });

  it('are Markdown for a page', () => {
    expect(formatMarkdown(columns, rows)).toBe(
      [
        '| name      |     n |',
        '| --------- | ----: |',
        '| a\\|b      |     7 |',
        '| long name | 1,000 |',
      ].join('\n'),
    );
  });

  it('show a confusion matrix with its totals, and stand beside each other', () => {
    const table = confusionTable(
      [
        [3, 0],
        [1, 1000],
      ],
      ['Bag', 'Ankle boot'],
    );
    expect(table.split('\n')).toEqual([
      'true ╲ predicted  Bag  Ankle .  total',
      '────────────────  ───  ───────  ─────',
      'Bag                 3        ·      3',
      'Ankle boot          1    1,000  1,001',
      'total               4    1,000  1,004',
    ]);
    expect(
      sideBySide([
        { head: 'A', body: '1\n2' },
        { head: 'BB', body: '3' },
      ]),
    ).toBe('A    BB\n1    3\n2');
  });
});
