import { expect, it } from 'vitest';
import {
  formatBytes,
  formatCompact,
  formatCount,
  formatDuration,
  formatDurationSpread,
  formatLoss,
  formatPercent,
  formatRelative,
  formatTimeLeft,
} from '../../../src/renderer/format.ts';

it.each([
  [formatPercent(0.92837), '92.84'],
  [formatPercent(1, 0), '100'],
  [formatPercent(null), '–'],
  [formatPercent(Number.NaN), '–'],
  [formatLoss(0.245671), '0.2457'],
  [formatLoss(123.456), '123.5'],
  [formatLoss(Infinity), 'Infinity'],
  [formatCount(48000), '48,000'],
  [formatCompact(999), '999'],
  [formatCompact(98058), '98.1 k'],
  [formatCompact(999_499), '999 k'],
  [formatCompact(999_600), '1.00 M'],
  [formatCompact(9_509_194), '9.51 M'],
  [formatBytes(512), '512 B'],
  [formatBytes(4_211), '4.21 kB'],
  [formatBytes(38_100_000), '38.1 MB'],
  [formatDurationSpread(433, 138), '7.2 ± 2.3 min'],
  [formatDurationSpread(54, 9), '54.0 ± 9.0 s'],
  [formatDurationSpread(7200, 600), '2.0 ± 0.2 h'],
  [formatDuration(3.14), '3.1 s'],
  [formatDuration(9.97), '10 s'],
  [formatDuration(59.6), '1 min 00 s'],
  [formatDuration(725), '12 min 05 s'],
  [formatDuration(3599.7), '1 h 00 min'],
  [formatDuration(null), '–'],
  [formatTimeLeft(0.4), 'almost done'],
  [formatTimeLeft(12.2), '13 s left'],
  [formatTimeLeft(127), 'about 2 min left'],
  [formatTimeLeft(3900), 'about 1 h 05 min left'],
])('writes %s as %s', (written, expected) => {
  expect(written).toBe(expected);
});

it('says when something was', () => {
  const now = Date.parse('2025-06-15T12:00:00Z');
  const before = (minutes: number): string =>
    formatRelative(new Date(now - minutes * 60_000).toISOString(), now);
  expect([0, 5, 180, 24 * 60, 3 * 24 * 60, 20 * 24 * 60, 400 * 24 * 60].map(before)).toEqual([
    'just now',
    '5 min ago',
    '3 h ago',
    'yesterday',
    '3 days ago',
    '26 May',
    '11 May 2024',
  ]);
});
