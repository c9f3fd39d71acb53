import type { RunNotice } from '../../shared/contract/labEvents.ts';
import type { RunDetail, RunSummary } from '../../shared/model/run.ts';

/**
 * A run's detail after one of its events; the same object when the event is already in it.
 *
 * @param detail as the store answered it, or as this function left it
 */
export function applyNoticeToDetail(
  detail: RunDetail,
  { runId, seq, event }: RunNotice,
): RunDetail {
  if (runId !== detail.summary.id || seq <= detail.lastSeq) return detail;
  switch (event.kind) {
    case 'started': {
      const { environment, datasetHash, splitHash, epochsDone, predictedPeakBytes } = event;
      return {
        ...detail,
        environment,
        datasetHash,
        splitHash,
        cost: { ...detail.cost, predictedPeakBytes },
        // A run that goes on may do so from an earlier epoch than its record held.
        epochs: detail.epochs.slice(0, epochsDone),
        validationConfusions: detail.validationConfusions.slice(0, epochsDone),
        checkpoints: detail.checkpoints.filter(({ epoch }) => epoch <= epochsDone),
        ending: null,
        lastSeq: seq,
      };
    }
    case 'checkpoint': {
      const { kind: _kind, kept, ...checkpoint } = event;
      const others = detail.checkpoints.filter(({ epoch }) => kept.includes(epoch));
      const before = others.filter(({ epoch }) => epoch !== checkpoint.epoch);
      return { ...detail, checkpoints: [...before, checkpoint], lastSeq: seq };
    }
    case 'epoch': {
      const { kind: _kind, confusion, tensors: _tensors, ...metrics } = event;
      return {
        ...detail,
        epochs: [...detail.epochs, metrics],
        validationConfusions: [...detail.validationConfusions, confusion],
        lastSeq: seq,
      };
    }
    case 'evaluation': {
      const { kind: _kind, ...evaluation } = event;
      return { ...detail, evaluation, lastSeq: seq };
    }
    case 'finished': {
      const { artifacts, peakBytes, ending = null } = event;
      return { ...detail, artifacts, ending, cost: { ...detail.cost, peakBytes }, lastSeq: seq };
    }
    case 'progress':
    case 'log':
    case 'failed':
    case 'interrupted':
    case 'paused':
    case 'resumed':
      return { ...detail, lastSeq: seq };
  }
}

/** A run's detail with a newer row. */
export function withSummary(detail: RunDetail, summary: RunSummary): RunDetail {
  return summary.id === detail.summary.id ? { ...detail, summary } : detail;
}
