import { isAppUrl, type AppPage } from './appOrigin.ts';

/** What is known of a frame that calls; Electron's WebFrameMain has it. */
export interface CallingFrame {
  readonly url: string;
  readonly parent: object | null;
}

/** Whether a call comes from the app's own page: its top frame, at its URL, and still alive. */
export function isTrustedSender(page: AppPage, frame: CallingFrame | null | undefined): boolean {
  return frame != null && frame.parent === null && isAppUrl(page, frame.url);
}
