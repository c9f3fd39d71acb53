import { formatLoss, formatPercent } from '../format.ts';
import type { Quantity } from './lineOptions.ts';
import type { Metric } from './series.ts';

/** How the metrics are named, measured and written. */
export const QUANTITIES: Readonly<Record<Metric, Quantity>> = {
  loss: {
    label: 'Loss (cross-entropy)',
    tick: (value) =>
      Math.abs(value) >= 1e5 ? value.toExponential(0) : String(Number(value.toFixed(3))),
    full: formatLoss,
  },
  accuracy: {
    label: 'Accuracy (%)',
    tick: (value) => String(Number((value * 100).toFixed(1))),
    full: (value) => `${formatPercent(value)} %`,
  },
};
