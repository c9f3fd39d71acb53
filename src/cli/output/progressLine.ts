import type { ProgressEvent } from '../../shared/contract/trainerProtocol.ts';
import { formatCount, formatLoss, formatPercent, formatSeconds } from './format.ts';

const BAR_WIDTH = 20;

/**
 * One line about how far a run is.
 *
 * @param epochs of the whole run
 * @example 'epoch 3/10 ████████░░░░░░░░░░░░ 41 %  loss 0.3121  accuracy 88.93 %  5,210 images/s  1 min 20 s left'
 */
export function progressLine(progress: ProgressEvent, epochs: number): string {
  const { phase, epoch, step, steps, loss, accuracy, samplesPerSecond, secondsLeft } = progress;
  const share = steps === 0 ? 0 : Math.min(1, step / steps);
  const place = phase === 'test' ? 'test' : `epoch ${epoch}/${epochs}`;
  return [
    `${place} ${bar(share)} ${Math.floor(share * 100)} %`,
    phase === 'validation' ? 'validating' : undefined,
    loss === null ? undefined : `loss ${formatLoss(loss)}`,
    accuracy === null ? undefined : `accuracy ${formatPercent(accuracy)}`,
    samplesPerSecond > 0 ? `${formatCount(samplesPerSecond)} images/s` : undefined,
    `${formatSeconds(secondsLeft)} left`,
  ]
    .filter((part) => part !== undefined)
    .join('  ');
}

/** A bar filled to a share of its width, 0–1. */
export function bar(share: number, width = BAR_WIDTH): string {
  const filled = Math.round(Math.min(1, Math.max(0, share)) * width);
  return '█'.repeat(filled) + '░'.repeat(width - filled);
}
