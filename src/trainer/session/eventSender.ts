import type { TrainerEvent, TrainerEventBody } from '../../shared/contract/trainerProtocol.ts';

/** Reports what happens in a run. */
export type EventSender = (event: TrainerEventBody) => void;

/**
 * Numbers a run's events from 1, without gaps, and posts them. After `finished` or `failed` nothing
 * more is posted: a run ends once.
 */
export function createEventSender(runId: string, post: (event: TrainerEvent) => void): EventSender {
  let seq = 0;
  let ended = false;
  return (event) => {
    if (ended) return;
    ended = event.kind === 'finished' || event.kind === 'failed';
    seq += 1;
    post({ runId, seq, event });
  };
}
