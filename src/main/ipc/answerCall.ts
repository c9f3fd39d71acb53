import type { ZodError } from 'zod';
import { CHANNELS, type Channel } from '../../shared/contract/channels.ts';
import type { Answer } from '../../shared/contract/labApi.ts';
import { LabError, toLabError, type LabErrorData } from '../../shared/errors.ts';
import type { Handlers } from './handlers.ts';

/** One call as it arrived: nothing of it is trusted yet. */
export interface Call {
  readonly channel: Channel;
  readonly payload: unknown;
  /** Whether the app's own page sent it. */
  readonly trusted: boolean;
}

/**
 * Answers a call: checks who sent it, parses what it carries, runs the handler. Never rejects: every
 * failure is an answer.
 *
 * @param report receives failures that are a fault of ours, for the log
 */
export async function answerCall(
  handlers: Handlers,
  { channel, payload, trusted }: Call,
  report: (channel: Channel, error: LabError) => void,
): Promise<Answer<unknown>> {
  try {
    if (!trusted) throw forbidden(channel);
    return { ok: true, value: await dispatch(handlers, channel, payload) };
  } catch (thrown) {
    const error = toLabError(thrown);
    if (error.code === 'internal') report(channel, error);
    return { ok: false, error: plainError(error) };
  }
}

async function dispatch(handlers: Handlers, channel: Channel, payload: unknown): Promise<unknown> {
  const parsed = CHANNELS[channel].safeParse(payload);
  if (!parsed.success) throw malformed(channel, parsed.error);
  // The table's type ties each schema to its handler; TypeScript cannot follow it through an index.
  const handler = handlers[channel] as (request: unknown) => unknown;
  return await handler(parsed.data);
}

function forbidden(channel: Channel): LabError {
  return new LabError({
    code: 'forbidden',
    message: `${channel} was called from outside the app's page`,
    hint: 'Only the window of Atelier itself may call the lab',
  });
}

function malformed(channel: Channel, { issues }: ZodError): LabError {
  const problems = issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  const text = problems.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`));
  return new LabError({
    code: 'bad-input',
    message: `${channel}: ${text.join('; ')}`,
    hint: 'Correct the named fields',
    context: { problems },
  });
}

// What a context holds is free; what crosses the process boundary must be plain.
function plainError(error: LabError): LabErrorData {
  const { code, message, hint, context } = error.toData();
  return { code, message, hint, context: plainContext(context) };
}

function plainContext(context: LabErrorData['context']): LabErrorData['context'] {
  if (context === undefined) return undefined;
  try {
    return JSON.parse(JSON.stringify(context)) as LabErrorData['context'];
  } catch {
    return { note: 'the details could not be copied' };
  }
}
