import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Artifact, Source } from '../../../src/provision/artifact.ts';
import { downloadFile } from '../../../src/provision/downloadFile.ts';
import { findInstalled, installArtifact } from '../../../src/provision/ensureArtifact.ts';
import { ensureArtifacts } from '../../../src/provision/ensureArtifacts.ts';
import { fetchHttp } from '../../../src/provision/fetchHttp.ts';
import { fakeTools, recordingReporter } from './support/fakeTools.ts';
import { localServer } from './support/localServer.ts';
import { sha256 } from './support/sha256.ts';
import { listTree, temporaryDirectory } from './support/temporaryDirectory.ts';

const body = 'a native part';

function served(name: string, url: string): Source {
  return {
    name,
    version: '1.0',
    checksum: sha256(body),
    async install({ stage }, tools) {
      const to = join(stage, 'part.bin');
      const address = `${url}/part.bin`;
      await downloadFile({ url: address, checksum: sha256(body), to, label: name }, tools);
      return ['part.bin'];
    },
  };
}

function written(name: string, text = body): Source {
  return {
    name,
    version: '1.0',
    checksum: sha256(body),
    async install({ stage }) {
      await writeFile(join(stage, 'part.bin'), text);
      return ['part.bin'];
    },
  };
}

function failing(name: string, reason: string): Source {
  return { ...written(name), install: () => Promise.reject(new Error(reason)) };
}

function artifact(...sources: readonly Source[]): Artifact {
  return { id: 'part-1.0', title: 'Part 1.0', sources, hint: 'install it yourself' };
}

describe('installing an artifact', () => {
  it('gives up a silent source and uses the next, saying so', async () => {
    const cache = await temporaryDirectory();
    const silent = await localServer(() => undefined);
    const good = await localServer((_, response) => response.end(body));
    const { report, lines } = recordingReporter();
    const tools = fakeTools({ fetch: fetchHttp, silenceMs: 60, report });
    const wanted = artifact(served('upstream', silent), served('the registry', good));
    const { manifest } = await installArtifact(wanted, cache, tools);
    expect(manifest).toMatchObject({ name: 'part-1.0', source: 'the registry', version: '1.0' });
    expect(lines).toEqual([
      expect.stringMatching(/^Part 1\.0 from upstream: 127\.0\.0\.1:\d+ was silent for 0\.06 s$/),
    ]);
    expect(await listTree(cache)).toEqual([
      'part-1.0',
      'part-1.0/manifest.json',
      'part-1.0/part.bin',
    ]);
  });

  it('refuses wrong bytes by name and uses the next source', async () => {
    const cache = await temporaryDirectory();
    const forged = await localServer((_, response) => response.end('forged'));
    const { report, lines } = recordingReporter();
    const tools = fakeTools({ fetch: fetchHttp, report });
    const wanted = artifact(served('upstream', forged), written('the registry'));
    const { manifest } = await installArtifact(wanted, cache, tools);
    expect(manifest.source).toBe('the registry');
    expect(lines[0]).toContain('part.bin has the wrong checksum: expected');
  });

  it('names every source and its reason when none works, and leaves nothing', async () => {
    const cache = await temporaryDirectory();
    const wanted = artifact(
      failing('upstream', 'HTTP 404'),
      failing('the registry', 'no such package'),
    );
    await expect(installArtifact(wanted, cache, fakeTools())).rejects.toMatchObject({
      code: 'provision-failed',
      message: 'Part 1.0 could not be provided. upstream: HTTP 404. the registry: no such package',
      hint: 'install it yourself',
      context: {
        artifact: 'part-1.0',
        attempts: [
          { source: 'upstream', reason: 'HTTP 404' },
          { source: 'the registry', reason: 'no such package' },
        ],
      },
    });
    expect(await listTree(cache)).toEqual([]);
  });

  it('leaves nothing of a source that breaks halfway through its files', async () => {
    const cache = await temporaryDirectory();
    const halfway: Source = {
      ...written('upstream'),
      async install({ stage, work }) {
        await writeFile(join(work, 'archive'), 'half');
        await writeFile(join(stage, 'part.bin'), 'half');
        throw new Error('disk full');
      },
    };
    await expect(installArtifact(artifact(halfway), cache, fakeTools())).rejects.toThrow(
      'disk full',
    );
    expect(await listTree(cache)).toEqual([]);
  });
});

describe('ensureArtifacts', () => {
  it('touches no network and no client once everything is in place', async () => {
    const cache = await temporaryDirectory();
    await ensureArtifacts([artifact(written('upstream'))], { cache, tools: fakeTools() });
    const before = await listTree(cache);
    const untouchable = artifact(failing('upstream', 'it was asked again'));
    const [installed] = await ensureArtifacts([untouchable], { cache, tools: fakeTools() });
    expect(installed?.manifest.source).toBe('upstream');
    expect(await listTree(cache)).toEqual(before);
  });

  it('brings a part again whose file has another size than its manifest says', async () => {
    const cache = await temporaryDirectory();
    const wanted = artifact(written('upstream'));
    await ensureArtifacts([wanted], { cache, tools: fakeTools() });
    await writeFile(join(cache, 'part-1.0', 'part.bin'), 'cut');
    expect(await findInstalled(wanted, cache)).toBeUndefined();
    await ensureArtifacts([wanted], { cache, tools: fakeTools() });
    expect(await findInstalled(wanted, cache)).toBeDefined();
  });

  it('does not take an unreadable manifest for an installation', async () => {
    const cache = await temporaryDirectory();
    const wanted = artifact(written('upstream'));
    await ensureArtifacts([wanted], { cache, tools: fakeTools() });
    await writeFile(join(cache, 'part-1.0', 'manifest.json'), '{"name":');
    expect(await findInstalled(wanted, cache)).toBeUndefined();
  });

  it('keeps the second choice until told to refresh, then moves to the first', async () => {
    const cache = await temporaryDirectory();
    const tools = fakeTools();
    const blocked = artifact(failing('upstream', 'unreachable'), written('the registry'));
    await ensureArtifacts([blocked], { cache, tools });
    const open = artifact(written('upstream', 'from upstream'), written('the registry'));
    const sources = [];
    for (const [wanted, refresh] of [
      [open, false],
      [blocked, true],
      [open, true],
    ] as const) {
      const [installed] = await ensureArtifacts([wanted], { cache, tools, refresh });
      sources.push(installed?.manifest.source);
    }
    expect(sources).toEqual(['the registry', 'the registry', 'upstream']);
  });
});
