import type { DatasetSummary } from '../../shared/contract/dataset.ts';
import { FASHION_MNIST } from '../../shared/dataset/fashionMnist.ts';
import { summarizeDataset } from '../../shared/dataset/summarizeDataset.ts';
import { formatBytes } from '../../shared/formatBytes.ts';
import { loadDataset } from '../../trainer/datasets/loadDataset.ts';
import type { CommandContext, ExitStatus } from '../command.ts';
import { locateDataset } from '../locateDataset.ts';
import { formatCount } from '../output/format.ts';
import { formatPairs, formatTable } from '../output/table.ts';

/** `dataset info`: counts per class and split, pixels, files. */
export async function infoOfDataset(
  context: CommandContext,
  id: string | undefined,
): Promise<ExitStatus> {
  const { terminal, json } = context;
  const summary = await summarize(context, id);
  if (json) terminal.printJson(summary);
  else terminal.print(`${countsTable(summary)}\n\n${facts(summary)}\n\n${filesTable(summary)}`);
  return 0;
}

/** `dataset verify`: whether the files are what they should be. */
export async function verifyDataset(
  context: CommandContext,
  id: string | undefined,
): Promise<ExitStatus> {
  const { terminal, json } = context;
  const summary = await summarize(context, id);
  const { files, datasetHash } = summary;
  const verified = files.every((file) => file.verified);
  if (json) terminal.printJson({ verified, files, datasetHash });
  else terminal.print(filesTable(summary));
  return verified ? 0 : 1;
}

async function summarize(
  context: CommandContext,
  id: string = FASHION_MNIST.id,
): Promise<DatasetSummary> {
  const { description, directory } = await locateDataset(context, id);
  return summarizeDataset(await loadDataset(description, directory));
}

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

function filesTable({ id, files }: DatasetSummary): string {
  return formatTable(
    [
      { title: 'file' },
      { title: 'size', align: 'right' },
      { title: id === FASHION_MNIST.id ? 'published' : 'as imported' },
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
