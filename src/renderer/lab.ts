import type { Channel, Request, Response } from '../shared/contract/channels.ts';
import type { Answer, LabApi } from '../shared/contract/labApi.ts';
import type { LabEvent } from '../shared/contract/labEvents.ts';
import { fromErrorData, LabError } from '../shared/errors.ts';

function api(): LabApi {
  const { lab } = window as { lab?: LabApi };
  if (lab) return lab;
  throw new LabError({
    code: 'internal',
    message: 'This page is not connected to a lab',
    hint: 'Open it with Atelier, not with a browser',
  });
}

/**
 * Calls a channel of the lab and returns its answer.
 *
 * @param channel such as `runs:list`
 * @param request what the channel takes; reactive values may be passed as they are
 * @throws LabError with the lab's code, message and hint
 * @example
 * const { runs } = await call('runs:list', {});
 */
export async function call<C extends Channel>(
  channel: C,
  request: Request<C>,
): Promise<Response<C>> {
  // Vue's proxies cannot cross a process boundary; requests are plain JSON, so a copy is exact.
  const plain = JSON.parse(JSON.stringify(request)) as Request<C>;
  return unwrap(await api().invoke(channel, plain));
}

/**
 * The value of an answer.
 *
 * @throws LabError when the answer is an error
 */
export function unwrap<T>(answer: Answer<T>): T {
  if (answer.ok) return answer.value;
  throw fromErrorData(answer.error);
}

/** Subscribes to what the lab broadcasts. @returns a function that ends the subscription */
export function subscribe(listener: (event: LabEvent) => void): () => void {
  return api().subscribe(listener);
}
