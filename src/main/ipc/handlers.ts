import type { z } from 'zod';
import type { Channel, CHANNELS, Response } from '../../shared/contract/channels.ts';

/** A request as handlers see it: parsed, with defaults filled in. */
export type ParsedRequest<C extends Channel> = z.output<(typeof CHANNELS)[C]>;

/** What answers each channel. A handler throws a LabError for what the person should know. */
export type Handlers = {
  readonly [C in Channel]: (request: ParsedRequest<C>) => Response<C> | Promise<Response<C>>;
};

/** The handlers of one domain, such as every `runs:` channel. */
export type HandlersOf<Prefix extends string> = Pick<
  Handlers,
  Extract<Channel, `${Prefix}:${string}`>
>;
