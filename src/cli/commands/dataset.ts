import type { DatasetSummary } from '../../shared/contract/dataset.ts';
import { summarizeDataset } from '../../shared/dataset/summarizeDataset.ts';
import { FASHION_MNIST } from '../../shared/dataset/fashionMnist.ts';
import { loadDataset } from '../../trainer/datasets/loadDataset.ts';
import { badInput } from '../arguments.ts';
import type { Command } from '../command.ts';
import { datasetDir } from '../datasetDir.ts';
import { formatBytes, formatCount } from '../output/format.ts';
import { formatPairs, formatTable } from '../output/table.ts';

/** `dataset info` and `dataset verify`. */
export const dataset: Command = {
  name: 'dataset',
  summary: 'counts per class and split, and whether the files are the published ones',
  usage: 'dataset info|verify [--json]',
  details: [
    '"info" counts the images of every class in every split. "verify" fails (status 1) unless all four files have the published SHA-256.',
  ],
  options: {},
  positionals: { names: ['info|verify'] },
  run: async ({ terminal, json, env }, { positionals: [what] }) => {
    if (what !== 'info' && what !== 'verify') {
      throw badInput(
        'dataset',
        `there is no "dataset ${what}"`,
        'Use dataset info or dataset verify',
      );
    }
    const summary = summarizeDataset(await loadDataset(FASHION_MNIST, datasetDir(env)));
    const verified = summary.files.every((file) => file.verified);
    if (what === 'verify') {
      const { files, datasetHash } = summary;
      if (json) terminal.printJson({ verified, files, datasetHash });
      else terminal.print(filesTable(summary));
      return verified ? 0 : 1;
    }
    if (json) terminal.printJson(summary);
    else terminal.print(`${countsTable(summary)}\n\n${facts(summary)}\n\n${filesTable(summary)}`);
    return 0;
  },
};

function countsTable({ classNames, splits }: DatasetSummary): string {
  return formatTable(
    [{ title: 'class' }, ...splits.map(({ split }) => ({ title: split, align: 'right' as const }))],
    [
      ...classNames.map((name, index) => [
        name,
        ...splits.map(({ perClass }) => formatCount(perClass[index])),
      ]),
      ['total', ...splits.map(({ count }) => formatCount(count))],
    ],
  );
}

function facts({ name, imageShape, pixelMean, pixelStd, datasetHash }: DatasetSummary): string {
  return formatPairs([
    ['data set', name],
    ['images', imageShape.join(' × ')],
    [
      'pixels',
      `mean ${pixelMean.toFixed(4)}, standard deviation ${pixelStd.toFixed(4)}, scaled to 0–1`,
    ],
    ['hash', datasetHash],
  ]);
}

function filesTable({ files }: DatasetSummary): string {
  return formatTable(
    [
      { title: 'file' },
      { title: 'size', align: 'right' },
      { title: 'published' },
      { title: 'sha256' },
    ],
    files.map(({ name, bytes, sha256, verified }) => [
      name,
      formatBytes(bytes),
      verified ? 'yes' : 'NO',
      sha256,
    ]),
  );
}
