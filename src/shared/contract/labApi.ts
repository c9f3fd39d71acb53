import type { LabErrorData } from '../errors.ts';
import type { Channel, Request, Response } from './channels.ts';
import type { LabEvent } from './labEvents.ts';

/** An answer over IPC: errors travel as data, so that codes and hints survive. */
export type Answer<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: LabErrorData };

/** The one object that the preload exposes, as `window.lab`. */
export interface LabApi {
  /** Calls a channel; never rejects for a fault of the lab, which comes as `ok: false`. */
  invoke<C extends Channel>(channel: C, request: Request<C>): Promise<Answer<Response<C>>>;
  /** Subscribes to broadcasts. @returns a function that ends the subscription */
  subscribe(listener: (event: LabEvent) => void): () => void;
  /** `linux`, `darwin` or `win32`. */
  readonly platform: string;
}
