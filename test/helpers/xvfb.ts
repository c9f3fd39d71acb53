import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';

/** A display that no one looks at. */
export interface VirtualDisplay {
  /** For the `DISPLAY` variable, like `:99`. */
  readonly display: string;
  /** Ends the server and waits until it is gone. */
  stop(): Promise<void>;
}

/**
 * Starts Xvfb, 1920×1080 with 24-bit colour, on a display number it finds free itself.
 * @param program path of Xvfb
 * @throws when it does not start, ends early, or names no display within 15 s.
 */
export async function startXvfb(program: string): Promise<VirtualDisplay> {
  const server = spawn(
    program,
    ['-displayfd', '3', '-screen', '0', '1920x1080x24', '-nolisten', 'tcp', '-noreset'],
    { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] },
  );
  const ended = new Promise<void>((resolve) => {
    server.once('close', () => resolve());
  });
  const stop = async (): Promise<void> => {
    server.kill('SIGTERM');
    await ended;
  };
  // Whatever ends this process ends the server with it.
  process.once('exit', () => server.kill('SIGKILL'));

  let complaint = '';
  server.stderr?.on('data', (chunk: Buffer) => {
    complaint += chunk.toString();
  });
  const number = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => {
      server.kill('SIGKILL');
      reject(new Error('Xvfb named no display within 15 s'));
    }, 15_000);
    server.once('error', (error) => {
      clearTimeout(timer);
      reject(new Error(`Xvfb did not start: ${error.message}`));
    });
    server.once('close', (code) => {
      clearTimeout(timer);
      reject(new Error(`Xvfb ended with ${code}: ${complaint.trim()}`));
    });
    let said = '';
    (server.stdio[3] as Readable).on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (!said.includes('\n')) return;
      clearTimeout(timer);
      resolve(said.trim());
    });
  });
  return { display: `:${number}`, stop };
}
