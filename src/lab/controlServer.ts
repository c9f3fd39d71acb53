import { chmodSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import type { Answer } from '../shared/contract/labApi.ts';
import { LabError, toLabError } from '../shared/errors.ts';
import { controlPaths, prepareControlFolder } from './controlPaths.ts';
import { controlRequestSchema, type ControlRequest } from './controlRequest.ts';
import { readLines } from './readLines.ts';

/** Where a holder takes requests. */
export interface ControlServer {
  /** The socket, or null where none could be had. */
  readonly path: string | null;
  /** Gives the answers that are due, then hangs up. Whatever they wait for must have an end. */
  close(): Promise<void>;
}

/**
 * Takes requests of other processes of this person: one JSON document a line, one line in answer.
 * A lab without a socket is still a lab, so where none can be had there simply are no requests.
 *
 * @param home the lab's home, whose lock the caller holds: a socket found there is a dead holder's
 */
export async function startControlServer(
  home: string,
  answer: (request: ControlRequest) => Promise<unknown>,
): Promise<ControlServer> {
  const sockets = new Set<Socket>();
  const due = new Set<Promise<void>>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    void converse(socket, (line) => {
      const answering = reply(socket, () => answer(parseRequest(line)));
      due.add(answering);
      return answering.finally(() => due.delete(answering));
    });
  });
  const path = await listenSomewhere(server, controlPaths(home));
  return {
    path,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      await Promise.all(due);
      for (const socket of sockets) socket.destroySoon();
      if (path !== null) await closed;
    },
  };
}

async function listenSomewhere(server: Server, paths: readonly string[]): Promise<string | null> {
  for (const path of paths) {
    try {
      if (process.platform !== 'win32') {
        prepareControlFolder(path);
        rmSync(path, { force: true });
      }
      await listen(server, path);
      if (process.platform !== 'win32') chmodSync(path, 0o600);
      return path;
    } catch {
      // The next place may do.
    }
  }
  return null;
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

async function converse(socket: Socket, take: (line: string) => Promise<void>): Promise<void> {
  // Whoever hangs up does not want the answer.
  socket.on('error', () => socket.destroy());
  try {
    for await (const line of readLines(socket)) await take(line);
  } catch {
    socket.destroy();
  }
}

async function reply(socket: Socket, action: () => Promise<unknown>): Promise<void> {
  const answer = await attempt(action);
  if (socket.writable) socket.write(`${JSON.stringify(answer)}\n`);
}

async function attempt(action: () => Promise<unknown>): Promise<Answer<unknown>> {
  try {
    return { ok: true, value: await action() };
  } catch (error) {
    return { ok: false, error: toLabError(error).toData() };
  }
}

function parseRequest(line: string): ControlRequest {
  try {
    return controlRequestSchema.parse(JSON.parse(line));
  } catch (cause) {
    throw new LabError({
      code: 'bad-input',
      message: 'The request is none that a lab’s holder takes',
      hint: 'Use the same version of Atelier on both sides',
      cause,
    });
  }
}
