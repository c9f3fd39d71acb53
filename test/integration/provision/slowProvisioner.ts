// Run as a process of its own: installs a part, but not before its stdin has ended.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Source } from '../../../src/provision/artifact.ts';
import { createTools } from '../../../src/provision/createTools.ts';
import { ensureArtifacts } from '../../../src/provision/ensureArtifacts.ts';

const source: Source = {
  name: 'a slow source',
  version: '1',
  checksum: 'none',
  async install({ stage }) {
    await writeFile(join(stage, 'by'), String(process.pid));
    process.stdout.write('installing\n');
    await text(process.stdin);
    return ['by'];
  },
};
const artifact = { id: 'part', title: 'Part', sources: [source], hint: '' };
const cache = process.argv[2] ?? '';
await ensureArtifacts([artifact], { cache, tools: createTools() });
// The second of two finds the work done and never reads: an open stdin would keep it alive.
process.stdin.destroy();
