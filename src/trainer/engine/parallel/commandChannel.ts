import { receiveMessageOnPort, type MessagePort } from 'node:worker_threads';

/** One end of the way on which a thread is told what to do. */
export interface CommandChannel {
  readonly commands: MessagePort;
  /** Its first number counts the commands sent; the thread sleeps on it. */
  readonly wake: Int32Array;
}

/** Sends a command and wakes the thread. */
export function sendCommand({ commands, wake }: CommandChannel, command: unknown): void {
  commands.postMessage(command);
  Atomics.add(wake, 0, 1);
  Atomics.notify(wake, 0);
}

/**
 * Sleeps until there is a command after the first `done`, and takes it.
 *
 * Being woken is not enough: a sender may be suspended between counting a command and waking, and then
 * wakes a thread that has long taken that command and waits for the next.
 */
export function nextCommand({ commands, wake }: CommandChannel, done: number): unknown {
  while (Atomics.load(wake, 0) === done) Atomics.wait(wake, 0, done);
  return receiveMessageOnPort(commands)?.message;
}
