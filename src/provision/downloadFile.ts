import { open, rename, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { LabError } from '../shared/errors.ts';
import { startChecksum, type Checksum } from './checksum.ts';
import type { FetchedBody } from './fetchHttp.ts';
import { createIdleTimer, orAborted, type IdleTimer } from './idleTimer.ts';
import type { ProgressTask } from './reporter.ts';
import type { Tools } from './tools.ts';

/** One file to fetch over HTTP. */
export interface FileDownload {
  readonly url: string;
  readonly checksum: Checksum;
  /** Where the verified file appears, complete or not at all. */
  readonly to: string;
  /** What the progress line calls it. */
  readonly label: string;
}

/**
 * Downloads beside the target, verifies, then renames; a failure leaves nothing.
 *
 * @throws LabError `source-silent` after {@link Tools.silenceMs} without a byte, `download-failed`
 *   when it breaks off, `checksum-mismatch` when the bytes are not the expected ones
 */
export async function downloadFile(download: FileDownload, tools: Tools): Promise<void> {
  const part = `${download.to}.part`;
  try {
    await fetchInto(part, download, tools);
    await rename(part, download.to);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

async function fetchInto(part: string, download: FileDownload, tools: Tools): Promise<void> {
  const idle = createIdleTimer(tools.silenceMs, new URL(download.url).host);
  const check = startChecksum(download.checksum);
  try {
    const body = await orAborted(tools.fetch(download.url, idle.signal), idle.signal);
    const task = tools.report.task(download.label, body.totalBytes);
    try {
      await writeBody(part, body, idle, (chunk) => check.hash.update(chunk), task);
      task.end();
    } catch (error) {
      task.end(false);
      throw error;
    }
  } finally {
    idle.stop();
  }
  check.verify(basename(new URL(download.url).pathname));
}

async function writeBody(
  part: string,
  body: FetchedBody,
  idle: IdleTimer,
  onChunk: (chunk: Uint8Array) => void,
  task: ProgressTask,
): Promise<void> {
  const file = await open(part, 'w');
  const iterator = body.chunks[Symbol.asyncIterator]();
  let received = 0;
  try {
    for (;;) {
      const next = await orAborted(iterator.next(), idle.signal);
      if (next.done) break;
      await file.writeFile(next.value);
      onChunk(next.value);
      received += next.value.byteLength;
      task.update(received);
      idle.touch();
    }
    await file.sync();
  } finally {
    await file.close();
  }
  refuseTruncated(received, body.totalBytes);
}

function refuseTruncated(received: number, total: number | undefined): void {
  if (total === undefined || received === total) return;
  throw new LabError({
    code: 'download-failed',
    message: `broke off after ${received} of ${total} bytes`,
    context: { received, total },
  });
}
