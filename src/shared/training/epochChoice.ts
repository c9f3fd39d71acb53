import type { EarlyStopping } from '../spec/training/earlyStopping.ts';
import { isBetter, type Monitor } from '../spec/training/monitor.ts';
import type { EpochFigures } from './epochFigures.ts';

/**
 * The epoch whose figure is best, the first of equals.
 *
 * @param epochs the figures of the epochs so far, in order
 * @param minDelta by how much a later one must be better to count
 * @returns counted from 1; 0 when there is none
 */
export function bestEpoch(monitor: Monitor, epochs: readonly EpochFigures[], minDelta = 0): number {
  return epochs.reduce((best, figures, index) => {
    const known = epochs[best - 1];
    const better =
      known === undefined || isBetter(monitor, figures[monitor], known[monitor], minDelta);
    return better ? index + 1 : best;
  }, 0);
}

/**
 * Whether a run ends after these epochs, by the rule of Keras's `EarlyStopping`: its figure has
 * not improved on its best for `patience` epochs.
 */
export function stopsEarly(
  { monitor, patience, minDelta }: EarlyStopping,
  epochs: readonly EpochFigures[],
): boolean {
  return epochs.length > 0 && epochs.length - bestEpoch(monitor, epochs, minDelta) >= patience;
}
