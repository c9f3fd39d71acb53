import { describe, expect, it } from 'vitest';
import type { TrainerEvent } from '../../../../src/shared/contract/trainerProtocol.ts';
import { createEventSender } from '../../../../src/trainer/session/eventSender.ts';

describe('createEventSender', () => {
  it('numbers events from 1 and is silent after the last', () => {
    const posted: TrainerEvent[] = [];
    const emit = createEventSender('a', (event) => posted.push(event));
    emit({ kind: 'paused' });
    emit({ kind: 'finished', outcome: 'stopped', artifacts: [], peakBytes: null, seconds: 1 });
    emit({ kind: 'resumed' });
    expect(posted.map(({ runId, seq, event }) => [runId, seq, event.kind])).toEqual([
      ['a', 1, 'paused'],
      ['a', 2, 'finished'],
    ]);
  });
});
