import type { TrainerPort } from './trainerPort.ts';

/**
 * The port of a child of `child_process.fork`. The parent must fork with `serialization: 'advanced'`,
 * or typed arrays do not survive.
 *
 * @throws Error when this process has no channel to a parent
 */
export function childProcessPort(): TrainerPort {
  const send = process.send?.bind(process);
  if (send === undefined) throw new Error('this process was not forked');
  let last: Promise<void> = Promise.resolve();
  return {
    post: (message) => {
      if (!process.connected) return;
      // The channel keeps order, so the newest message is the last to leave.
      last = new Promise((resolve) => {
        send(message, undefined, undefined, () => resolve());
      });
    },
    onMessage: (listener) => process.on('message', listener),
    onClose: (listener) => process.once('disconnect', listener),
    drain: () => last,
  };
}
