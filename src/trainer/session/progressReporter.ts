import type { ProgressEvent } from '../../shared/contract/trainerProtocol.ts';
import type { EventSender } from './eventSender.ts';
import { createThrottle } from './throttle.ts';
import { createWorkEstimate, type WorkLeft } from './workEstimate.ts';

/** Milliseconds between two reports: ten a second is as often as anyone can watch. */
const REPORT_INTERVAL = 100;

/** Where a run is, as its phase knows it. */
export type Position = Pick<
  ProgressEvent,
  'phase' | 'epoch' | 'step' | 'steps' | 'loss' | 'accuracy' | 'learningRate'
>;

/** Tells how a run gets on, with its speed and the time left. */
export interface ProgressReporter {
  /** Counts work as done. @param seconds spent on these images */
  advance(kind: keyof WorkLeft, images: number, seconds: number): void;
  /** Whether a report may be made now; asking takes the turn. */
  due(): boolean;
  report(position: Position): void;
}

/**
 * Makes the reporter of one run.
 *
 * @param work all the images that the run will train on and evaluate, over all its epochs
 */
export function createProgressReporter(work: WorkLeft, emit: EventSender): ProgressReporter {
  const estimate = createWorkEstimate();
  const left = { ...work };
  return {
    advance: (kind, images, seconds) => {
      left[kind] -= images;
      estimate.record(kind, images, seconds);
    },
    due: createThrottle(REPORT_INTERVAL),
    report: (position) => {
      const kind = position.phase === 'training' ? 'training' : 'evaluation';
      emit({
        kind: 'progress',
        ...position,
        samplesPerSecond: estimate.imagesPerSecond(kind),
        secondsLeft: estimate.secondsFor(left),
        memoryBytes: process.memoryUsage.rss(),
      });
    },
  };
}
