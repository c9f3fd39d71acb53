import { CHANNELS, type Channel } from '../../shared/contract/channels.ts';
import type { LabError } from '../../shared/errors.ts';
import type { CallingFrame } from '../security/isTrustedSender.ts';
import { answerCall } from './answerCall.ts';
import type { Handlers } from './handlers.ts';

/** The part of Electron's `ipcMain` that is needed; tests give their own. */
export interface IpcMainLike {
  handle(
    channel: string,
    listener: (
      event: { readonly senderFrame: CallingFrame | null },
      payload: unknown,
    ) => Promise<unknown>,
  ): void;
}

/** What {@link registerIpc} needs beside the handlers. */
export interface RegisterIpcOptions {
  readonly isTrusted: (frame: CallingFrame | null) => boolean;
  /** Receives failures that are a fault of ours, for the log. */
  readonly report: (channel: Channel, error: LabError) => void;
}

/**
 * Opens every channel of the contract, and no other.
 *
 * @example registerIpc(ipcMain, handlers, { isTrusted: (frame) => isTrustedSender(page, frame), report })
 */
export function registerIpc(
  ipc: IpcMainLike,
  handlers: Handlers,
  { isTrusted, report }: RegisterIpcOptions,
): void {
  for (const channel of Object.keys(CHANNELS) as Channel[]) {
    ipc.handle(channel, (event, payload) => {
      const trusted = isTrusted(senderOf(event));
      return answerCall(handlers, { channel, payload, trusted }, report);
    });
  }
}

// Electron throws for the frame of a page that is gone: then no one is there to be trusted.
function senderOf(event: { readonly senderFrame: CallingFrame | null }): CallingFrame | null {
  try {
    return event.senderFrame;
  } catch {
    return null;
  }
}
