import { assertNever } from '../../shared/assertNever.ts';
import type { RunNotice } from '../../shared/contract/labEvents.ts';
import type { LabErrorData } from '../../shared/errors.ts';
import { describeEnding } from '../../shared/model/runEnding.ts';
import { wilsonInterval } from '../../shared/stats/wilson.ts';
import { formatCount, formatInterval, formatLoss, formatPercent, formatSeconds } from './format.ts';

/**
 * What a run's event says to a person, in one line that stays.
 *
 * @param epochs of the whole run
 * @returns undefined for progress, which is drawn over, and checkpoints, which every epoch has
 */
export function describeEvent(event: RunNotice['event'], epochs: number): string | undefined {
  switch (event.kind) {
    case 'progress':
    case 'checkpoint':
      return undefined;
    case 'log':
      return event.level === 'info' ? event.message : `${event.level}: ${event.message}`;
    case 'started': {
      const { environment } = event;
      const images = [event.trainCount, event.validationCount, event.testCount].map(formatCount);
      const fallbacks = environment.fallbacks.map((fallback) => `\n  on stock tfjs: ${fallback}`);
      return (
        `${formatCount(event.parameters)} parameters; ${images[0]} images to train, ${images[1]} to ` +
        `validate, ${images[2]} to test; TensorFlow ${environment.libtensorflow} on ` +
        `${environment.cores} cores${fallbacks.join('')}`
      );
    }
    case 'epoch':
      return [
        `epoch ${event.epoch}/${epochs}`,
        `loss ${formatLoss(event.loss)}  accuracy ${formatPercent(event.accuracy)}`,
        `validation loss ${formatLoss(event.valLoss)}  accuracy ${formatPercent(event.valAccuracy)}`,
        formatSeconds(event.seconds),
      ].join('  ');
    case 'evaluation': {
      const right = Math.round(event.accuracy * event.count);
      const interval = formatInterval(wilsonInterval(right, event.count));
      return (
        `test loss ${formatLoss(event.loss)}  accuracy ${formatPercent(event.accuracy)} ` +
        `(95 % interval ${interval}, ${formatCount(event.count)} images)  ${formatSeconds(event.seconds)}`
      );
    }
    case 'paused':
      return event.reason === undefined ? event.kind : describeError(event.kind, event.reason);
    case 'resumed':
      return event.kind;
    case 'finished':
      return [
        ...(event.ending === undefined ? [] : describeEnding(event.ending)),
        `${event.outcome} after ${formatSeconds(event.seconds)}`,
      ].join('\n');
    case 'failed':
    case 'interrupted':
      return describeError(event.kind, event.error);
    default:
      return assertNever(event);
  }
}

function describeError(kind: string, { message, hint }: LabErrorData): string {
  return `${kind}: ${message}${hint === undefined ? '' : `\n  ${hint}`}`;
}
