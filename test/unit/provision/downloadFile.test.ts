import { readFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { downloadFile } from '../../../src/provision/downloadFile.ts';
import { fetchHttp } from '../../../src/provision/fetchHttp.ts';
import { fakeTools } from './support/fakeTools.ts';
import { localServer } from './support/localServer.ts';
import { sha256 } from './support/sha256.ts';
import { listTree, temporaryDirectory } from './support/temporaryDirectory.ts';

const body = 'the bytes that were promised';

async function attempt(listener: RequestListener, checksum = sha256(body), silenceMs = 5_000) {
  const directory = await temporaryDirectory();
  const url = `${await localServer(listener)}/part.zip`;
  const download = { url, checksum, to: join(directory, 'part.zip'), label: 'part' };
  const tools = fakeTools({ fetch: fetchHttp, silenceMs });
  const error = await downloadFile(download, tools).catch((thrown: unknown) => thrown);
  return { directory, error };
}

describe('downloadFile', () => {
  it('brings a file whose checksum agrees', async () => {
    const { directory, error } = await attempt((_, response) => response.end(body));
    expect(error).toBeUndefined();
    expect(await readFile(join(directory, 'part.zip'), 'utf8')).toBe(body);
    expect(await listTree(directory)).toEqual(['part.zip']);
  });

  it('refuses a wrong checksum by name and leaves nothing', async () => {
    const { directory, error } = await attempt((_, response) => response.end('other bytes'));
    expect(error).toMatchObject({
      code: 'checksum-mismatch',
      message: `part.zip has the wrong checksum: expected ${sha256(body)}, got ${sha256('other bytes')}`,
    });
    expect(await listTree(directory)).toEqual([]);
  });

  it('gives up a server that never answers', async () => {
    const { directory, error } = await attempt(() => undefined, sha256(body), 60);
    expect(error).toMatchObject({
      code: 'source-silent',
      message: expect.stringMatching(/^127\.0\.0\.1:\d+ was silent for 0\.06 s$/),
    });
    expect(await listTree(directory)).toEqual([]);
  });

  it('gives up a server that stalls halfway', async () => {
    const stall: RequestListener = (_, response) => {
      response.setHeader('content-length', body.length);
      response.write(body.slice(0, 5));
    };
    const { directory, error } = await attempt(stall, sha256(body), 60);
    expect(error).toMatchObject({ code: 'source-silent' });
    expect(await listTree(directory)).toEqual([]);
  });

  it('leaves nothing of a connection that breaks off', async () => {
    const breakOff: RequestListener = (_, response) => {
      response.setHeader('content-length', body.length);
      response.write(body.slice(0, 5), () => response.destroy());
    };
    const { directory, error } = await attempt(breakOff);
    expect(error).toBeInstanceOf(Error);
    expect(await listTree(directory)).toEqual([]);
  });

  it('refuses a body shorter than announced, even one that ends politely', async () => {
    const directory = await temporaryDirectory();
    const chunks = (async function* () {
      yield Buffer.from(body.slice(0, 5));
    })();
    const fetch = async () => ({ totalBytes: body.length, chunks });
    const download = {
      url: 'http://example.invalid/part.zip',
      checksum: sha256(body.slice(0, 5)),
      to: join(directory, 'part.zip'),
      label: 'part',
    };
    await expect(downloadFile(download, fakeTools({ fetch }))).rejects.toMatchObject({
      code: 'download-failed',
      message: `broke off after 5 of ${body.length} bytes`,
    });
    expect(await listTree(directory)).toEqual([]);
  });

  it('tells the HTTP status of a refusal', async () => {
    const { error } = await attempt((_, response) => response.writeHead(404).end());
    expect(error).toMatchObject({ code: 'download-failed', message: 'HTTP 404 Not Found' });
  });
});
