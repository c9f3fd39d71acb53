import { join } from 'node:path';
import { fashionMnist } from '../artifacts/fashionMnist.ts';
import { fashionMnistFiles } from '../artifacts/fashionMnistChecksums.ts';
import { verifyUnpacked } from '../checksum.ts';
import { describeFailure } from '../describeFailure.ts';
import { findInstalled } from '../ensureArtifact.ts';
import type { DoctorContext, PartReport } from './doctorReport.ts';
import { unprovisioned } from './unprovisioned.ts';

/** Reads the four files and compares their checksums. */
export async function checkFashionMnist(context: DoctorContext): Promise<PartReport> {
  const part = { id: 'fashion-mnist', title: 'Fashion-MNIST', required: true } as const;
  const { provisioned, cache } = context;
  if (provisioned === undefined) return unprovisioned(part, context);
  const directory = provisioned.fashionMnist;
  const installed = await findInstalled(fashionMnist(), cache);
  const isCached = installed?.directory === directory;
  const found = {
    ...part,
    version: isCached ? installed.manifest.version : undefined,
    source: isCached ? installed.manifest.source : 'ATELIER_FASHION_MNIST',
    path: directory,
  };
  try {
    for (const { name, contents } of fashionMnistFiles) {
      await verifyUnpacked(join(directory, name), contents, `the contents of ${name}`);
    }
    return { ...found, state: 'works', detail: 'unpacked all four files: their checksums agree' };
  } catch (error) {
    const remedy = `remove ${directory}, then npm run lab -- doctor`;
    return { ...found, state: 'broken', detail: describeFailure(error), remedy };
  }
}
