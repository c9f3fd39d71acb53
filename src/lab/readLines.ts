import type { Socket } from 'node:net';
import { LabError } from '../shared/errors.ts';
import { CONTROL_LINE_LIMIT } from './controlRequest.ts';

/**
 * The lines a socket receives, without their ends.
 *
 * @throws LabError `bad-input` for a line that is too long
 */
export async function* readLines(socket: Socket): AsyncGenerator<string> {
  let rest = '';
  socket.setEncoding('utf8');
  for await (const chunk of socket as AsyncIterable<string>) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
    if (rest.length > CONTROL_LINE_LIMIT) {
      throw new LabError({
        code: 'bad-input',
        message: `A line is longer than ${CONTROL_LINE_LIMIT} bytes`,
      });
    }
  }
}
