import { formatBytes, formatCompact, formatCount, formatLoss, formatPercent } from '../format.ts';
import type { Quantity } from './lineOptions.ts';
import type { Measure } from './series.ts';

/** How what is drawn is named, measured and written. */
export const QUANTITIES: Readonly<Record<Measure, Quantity>> = {
  loss: {
    label: 'Loss (cross-entropy)',
    tick: plain,
    full: formatLoss,
  },
  accuracy: {
    label: 'Accuracy (%)',
    tick: (value) => String(Number((value * 100).toFixed(1))),
    full: (value) => `${formatPercent(value)} %`,
  },
  lossDifference: {
    label: 'Loss minus the baseline’s',
    tick: plain,
    full: (value) => signed(value, formatLoss(Math.abs(value))),
  },
  accuracyDifference: {
    label: 'Accuracy minus the baseline’s (pp)',
    tick: (value) => String(Number((value * 100).toFixed(2))),
    full: (value) => `${signed(value, formatPercent(Math.abs(value)))} pp`,
  },
  learningRate: {
    label: 'Learning rate',
    tick: (value) =>
      value !== 0 && Math.abs(value) < 0.01
        ? Number(value.toPrecision(3)).toExponential()
        : plain(value),
    full: (value) => String(Number(value.toPrecision(4))),
  },
  stepTime: {
    label: 'Time of a step (ms)',
    tick: (value) => String(Number(value.toPrecision(3))),
    full: (value) => `${Number(value.toPrecision(3))} ms`,
  },
  throughput: {
    label: 'Images per second',
    tick: formatCompact,
    full: (value) => `${formatCount(value)} images/s`,
  },
  memory: {
    label: 'Memory of the trainer',
    tick: formatBytes,
    full: formatBytes,
  },
};

function signed(value: number, size: string): string {
  if (value === 0) return '±0';
  return `${value > 0 ? '+' : '−'}${size}`;
}

function plain(value: number): string {
  return Math.abs(value) >= 1e5 ? value.toExponential(0) : String(Number(value.toFixed(4)));
}
