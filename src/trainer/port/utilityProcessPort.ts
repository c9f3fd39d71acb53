import { setTimeout } from 'node:timers/promises';
import type { TrainerPort } from './trainerPort.ts';

/** `process.parentPort` of an Electron utility process, as far as the trainer uses it. */
export interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
}

/** How long a process that is about to exit leaves its last messages to go. */
const LINGER_MS = 250;

/** The port of an Electron utility process. Electron ends the process with its parent. */
export function utilityProcessPort(parentPort: ParentPort): TrainerPort {
  return {
    post: (message) => parentPort.postMessage(message),
    onMessage: (listener) => parentPort.on('message', ({ data }) => listener(data)),
    onClose: () => undefined,
    // Electron carries messages on a thread of its own and tells nobody when one has gone; a process that
    // exits at once was seen to take its last message with it.
    drain: () => setTimeout(LINGER_MS),
  };
}
