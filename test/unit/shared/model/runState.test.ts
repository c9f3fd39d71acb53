import { describe, expect, it } from 'vitest';
import {
  assertTransition,
  isActive,
  isFinal,
  isResumable,
  RUN_STATES,
  RUN_TRANSITIONS,
} from '../../../../src/shared/model/runState.ts';

describe('run states', () => {
  it.each(RUN_STATES.flatMap((from) => RUN_STATES.map((to) => [from, to] as const)))(
    '%s to %s is legal exactly when the table says so',
    (from, to) => {
      const transition = (): void => assertTransition(from, to);
      if (RUN_TRANSITIONS[from].includes(to)) expect(transition).not.toThrow();
      else expect(transition).toThrow(expect.objectContaining({ code: 'illegal-state' }));
    },
  );

  it('lead every run to an end', () => {
    expect(RUN_STATES.filter(isFinal)).toEqual(['completed', 'stopped', 'failed', 'interrupted']);
    expect(RUN_STATES.filter(isActive)).toEqual(['running', 'paused']);
  });

  it('say what is allowed instead', () => {
    expect(() => assertTransition('queued', 'completed')).toThrow(
      expect.objectContaining({ hint: 'It can become running, stopped, failed' }),
    );
    expect(() => assertTransition('completed', 'running')).toThrow(
      expect.objectContaining({ hint: 'A completed run is over; start a new one' }),
    );
  });

  it('let only a run that did not come to its end be resumed', () => {
    expect(RUN_STATES.filter(isResumable)).toEqual(['stopped', 'failed', 'interrupted']);
  });
});
