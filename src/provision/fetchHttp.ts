import { LabError } from '../shared/errors.ts';

/** A response body on its way. */
export interface FetchedBody {
  /** Length the server announced, in bytes. */
  readonly totalBytes?: number | undefined;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** Starts a download; rejects when the server refuses or `signal` aborts. */
export type Fetcher = (url: string, signal: AbortSignal) => Promise<FetchedBody>;

/**
 * Fetches over HTTP(S), following redirects.
 *
 * @throws LabError `download-failed` on any status but 2xx or an empty answer
 */
export const fetchHttp: Fetcher = async (url, signal) => {
  const response = await fetch(url, { signal, redirect: 'follow' });
  if (!response.ok || response.body === null) {
    await response.body?.cancel();
    throw new LabError({
      code: 'download-failed',
      message: `HTTP ${response.status} ${response.statusText}`.trim(),
      context: { url },
    });
  }
  const length = Number(response.headers.get('content-length'));
  // A compressed transfer announces its compressed length, which is not what arrives here.
  const known = length > 0 && !response.headers.get('content-encoding');
  return { totalBytes: known ? length : undefined, chunks: response.body };
};
