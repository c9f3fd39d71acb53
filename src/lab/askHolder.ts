import { connect, type Socket } from 'node:net';
import { z } from 'zod';
import { labErrorDataSchema } from '../shared/contract/labErrorData.ts';
import { fromErrorData, LabError, toLabError } from '../shared/errors.ts';
import type { ControlAnswer, ControlRequest } from './controlRequest.ts';
import { readHolder, type LabHolder } from './labHolder.ts';
import { labPaths } from './labPaths.ts';
import { readLines } from './readLines.ts';

const answerSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: labErrorDataSchema }),
]);

/**
 * Asks the process that holds a lab to do something, and waits until it is done.
 *
 * @example
 * const stopped = await askHolder(home, { type: 'stop', run: '#12' });
 *
 * @throws LabError `not-found` when nobody holds the lab, `lab-in-use` when its holder takes no requests or
 *   ends before it answers, and whatever the holder answers with
 */
export async function askHolder<R extends ControlRequest>(
  home: string,
  request: R,
): Promise<ControlAnswer<R>> {
  const paths = labPaths(home);
  const holder = readHolder(paths.holder);
  if (holder === undefined) throw nobody(paths.home);
  const line = await exchange(holder, request);
  const answer = answerSchema.parse(JSON.parse(line));
  if (!answer.ok) throw fromErrorData(answer.error);
  return answer.value as ControlAnswer<R>;
}

async function exchange(holder: LabHolder, request: ControlRequest): Promise<string> {
  if (holder.control === null) throw deaf(holder);
  const socket = connect(holder.control);
  try {
    await connected(socket);
    socket.write(`${JSON.stringify(request)}\n`);
    for await (const line of readLines(socket)) return line;
  } catch (cause) {
    throw deaf(holder, cause);
  } finally {
    socket.destroy();
  }
  throw deaf(holder);
}

function connected(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
}

/** Whether asking failed because nobody holds the lab: a run that the holder does not know has no home. */
export function isUnheld(thrown: unknown): boolean {
  const { code, context } = toLabError(thrown);
  return code === 'not-found' && context?.['home'] !== undefined;
}

function nobody(home: string): LabError {
  return new LabError({
    code: 'not-found',
    message: `Nothing is training: no Atelier holds the lab at ${home}`,
    hint: 'Open the lab, or name another with --home',
    context: { home },
  });
}

function deaf({ kind, pid }: LabHolder, cause?: unknown): LabError {
  return new LabError({
    code: 'lab-in-use',
    message: `The ${kind} Atelier that holds the lab (process ${pid}) did not answer`,
    hint: kind === 'window' ? 'Use its window' : 'Press Ctrl+C where it runs',
    context: { kind, pid },
    ...(cause !== undefined && { cause }),
  });
}
