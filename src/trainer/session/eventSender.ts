import {
  endsRun,
  type TrainerEvent,
  type TrainerEventBody,
} from '../../shared/contract/trainerProtocol.ts';

/** Reports what happens in a run. */
export type EventSender = (event: TrainerEventBody) => void;

/**
 * Numbers a run's events without gaps, from 1 or on from the last one, and posts them. After the last
 * of a run nothing more is posted: a run ends once.
 *
 * @param lastSeq the number of the run's last event so far, when it goes on
 */
export function createEventSender(
  runId: string,
  post: (event: TrainerEvent) => void,
  lastSeq = 0,
): EventSender {
  let seq = lastSeq;
  let ended = false;
  return (event) => {
    if (ended) return;
    ended = endsRun(event.kind);
    seq += 1;
    post({ runId, seq, event });
  };
}
