import { createLabDatasets } from '../../lab/labDatasets.ts';
import { labPaths } from '../../lab/labPaths.ts';
import type { DatasetEntry } from '../../shared/contract/dataset.ts';
import { formatShape } from '../../shared/spec/shape.ts';
import type { CommandContext, ExitStatus } from '../command.ts';
import { formatCount } from '../output/format.ts';
import { formatTable } from '../output/table.ts';
import { withReader } from '../withReader.ts';

/** `dataset list`: the data sets of a lab, also while another process holds it. */
export async function listDatasets({ home, terminal, json }: CommandContext): Promise<ExitStatus> {
  const paths = labPaths(home);
  const nothing = { importedDatasets: () => [], datasetUse: () => ({ runs: 0, open: 0 }) };
  const read = (store: Parameters<typeof createLabDatasets>[0]['store']): readonly DatasetEntry[] =>
    createLabDatasets({ store, paths, fashionMnistDir: '' }).entries();
  const entries = (await withReader(home, read)) ?? read(nothing);
  if (json) terminal.printJson(entries);
  else terminal.print(table(entries));
  return 0;
}

function table(entries: readonly DatasetEntry[]): string {
  const right = (title: string) => ({ title, align: 'right' as const });
  return formatTable(
    [
      { title: 'id' },
      { title: 'name' },
      { title: 'images' },
      right('classes'),
      right('training'),
      right('test'),
      right('runs'),
      { title: 'from' },
    ],
    entries.map(({ description, available, imported, runs }) => [
      description.id,
      description.name,
      formatShape(description.imageShape),
      formatCount(description.classNames.length),
      formatCount(description.trainCount),
      formatCount(description.testCount),
      formatCount(runs),
      available ? (imported?.source.kind ?? 'built in') : 'removed',
    ]),
  );
}
