import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Artifact, Source } from '../artifact.ts';
import { verifyFile } from '../checksum.ts';
import { aptDownload } from '../clients/aptDownload.ts';
import { downloadFile } from '../downloadFile.ts';
import { fashionMnistFiles } from './fashionMnistChecksums.ts';

const authors = 'http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/';
const debianPackage = { name: 'dataset-fashion-mnist', bytes: 30_900_652 } as const;
/** When it was published: it has no version of its own and has not changed since. */
const version = '2017-08-25';

/** Fashion-MNIST as four gzipped IDX files, 31 MB. */
export function fashionMnist(): Artifact {
  return {
    id: 'fashion-mnist',
    title: 'Fashion-MNIST',
    sources: [fromAuthors, fromDebian],
    hint: `get the four files from ${authors} into a folder and name it: ATELIER_FASHION_MNIST=<folder>`,
  };
}

const fromAuthors: Source = {
  name: new URL(authors).host,
  version,
  checksum: fashionMnistFiles.map((file) => file.authors).join(' '),
  async install({ stage }, tools) {
    for (const { name, authors: checksum } of fashionMnistFiles) {
      const to = join(stage, name);
      await downloadFile({ url: authors + name, checksum, to, label: name }, tools);
    }
    return fashionMnistFiles.map(({ name }) => name);
  },
};

const fromDebian: Source = {
  name: `Debian package ${debianPackage.name}`,
  version,
  checksum: fashionMnistFiles.map((file) => file.debian).join(' '),
  async install({ stage, work }, tools) {
    const unpacked = await aptDownload(debianPackage.name, debianPackage.bytes, work, tools);
    const folder = join(unpacked, 'usr', 'share', 'datasets', 'fashion-mnist');
    for (const { name, debian } of fashionMnistFiles) {
      await verifyFile(join(folder, name), debian, name);
      await rename(join(folder, name), join(stage, name));
    }
    return fashionMnistFiles.map(({ name }) => name);
  },
};
