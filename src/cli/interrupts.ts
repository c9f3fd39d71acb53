import type { EventEmitter } from 'node:events';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Hands Ctrl+C and requests to end to whoever listens. While no one does, a signal ends the process as
 * it always would.
 *
 * @param source the process; tests give an emitter
 */
export function interrupts(source: EventEmitter): (listener: () => void) => () => void {
  return (listener) => {
    for (const signal of SIGNALS) source.on(signal, listener);
    return () => {
      for (const signal of SIGNALS) source.off(signal, listener);
    };
  };
}
