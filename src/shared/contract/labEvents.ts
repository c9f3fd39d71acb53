import type { ImportProgress } from './datasetImport.ts';
import type { RunSummary } from '../model/run.ts';
import type { TrainerEvent, TrainerEventBody, EvaluationEvent } from './trainerProtocol.ts';

/** An evaluation as windows receive it: the single predictions stay in the store. */
export type EvaluationNotice = Omit<EvaluationEvent, 'predictions'>;

/** A trainer's event as windows receive it. */
export interface RunNotice {
  readonly runId: string;
  readonly seq: number;
  readonly event: Exclude<TrainerEventBody, EvaluationEvent> | EvaluationNotice;
}

/** What main broadcasts to every window. */
export type LabEvent =
  | { readonly kind: 'trainer'; readonly notice: RunNotice }
  /** A run was made, changed state, was renamed or moved; carries what tables need. */
  | { readonly kind: 'run'; readonly run: RunSummary }
  | { readonly kind: 'deleted'; readonly runIds: readonly string[] }
  /** Data sets came, went or changed their names. */
  | { readonly kind: 'datasets' }
  /** How far the reading of a data set is. */
  | { readonly kind: 'import'; readonly progress: ImportProgress }
  | { readonly kind: 'navigate'; readonly path: string };

/** The channel that carries {@link LabEvent}. */
export const LAB_EVENT_CHANNEL = 'lab:event';

/** An event without what windows do not need. */
export function toNotice({ runId, seq, event }: TrainerEvent): RunNotice {
  if (event.kind !== 'evaluation') return { runId, seq, event };
  const { predictions: _predictions, ...notice } = event;
  return { runId, seq, event: notice };
}
