import { setImmediate } from 'node:timers/promises';
import type { TrainerPort } from './trainerPort.ts';

/** `process.parentPort` of an Electron utility process, as far as the trainer uses it. */
export interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
}

/** The port of an Electron utility process. Electron ends the process with its parent. */
export function utilityProcessPort(parentPort: ParentPort): TrainerPort {
  return {
    post: (message) => parentPort.postMessage(message),
    onMessage: (listener) => parentPort.on('message', ({ data }) => listener(data)),
    onClose: () => undefined,
    // Posting hands the message to the operating system at once; one turn is for Electron's own.
    drain: () => setImmediate(),
  };
}
