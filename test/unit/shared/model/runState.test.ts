import { describe, expect, it } from 'vitest';
import {
  assertTransition,
  isActive,
  isFinal,
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
    expect(() => assertTransition('failed', 'running')).toThrow(
      expect.objectContaining({ hint: 'A failed run is over; start a new one' }),
    );
  });
});
