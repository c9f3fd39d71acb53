import type { Lab } from '../../lab/lab.ts';
import { writeAtomic } from '../../lab/writeAtomic.ts';
import { comparisonReport } from '../../shared/compare/comparisonReport.ts';
import type { ExportComparison } from '../../shared/contract/comparison.ts';
import { classNamesOf } from '../../shared/dataset/classNamesOf.ts';
import type { LoadedDataset } from '../../shared/dataset/labelledImages.ts';
import { toHtml } from '../../shared/report/toHtml.ts';
import { judgeRuns } from './compareHandlers.ts';
import type { HandlersOf } from './handlers.ts';

/** How a report leaves the app. */
export interface ReportExits {
  /** @returns null when the person chose no file */
  chooseFile(name: string, extension: string): Promise<string | null>;
  printPdf(html: string): Promise<Uint8Array>;
}

/** Answers the channels of saved comparisons. */
export function comparisonHandlers(
  lab: () => Promise<Lab>,
  dataset: (datasetId: string) => Promise<LoadedDataset>,
  { chooseFile, printPdf }: ReportExits,
): HandlersOf<'comparisons'> {
  const store = async (): Promise<Lab['store']> => (await lab()).store;

  async function report({ format: _format, runIds, ...words }: ExportComparison): Promise<string> {
    const reader = await store();
    const runs = runIds.map((id) => reader.getComparedRun(id));
    const { verdicts, testLooks } = await judgeRuns(reader, dataset, runIds);
    const known = (await lab()).datasets.known();
    const blocks = comparisonReport({
      ...words,
      runs,
      verdicts,
      testLooks,
      classNames: ({ spec, evaluation }) =>
        classNamesOf(known, spec.dataset.id, evaluation?.confusion.length ?? 0),
      at: new Date().toISOString(),
    });
    return toHtml(words.name, blocks);
  }

  return {
    'comparisons:list': async () => (await store()).comparisons(),
    'comparisons:save': async (comparison) => (await store()).saveComparison(comparison),
    'comparisons:delete': async ({ id }) => ({ deleted: (await store()).deleteComparison(id) }),
    'comparisons:export': async (asked) => {
      const html = await report(asked);
      const path = await chooseFile(asked.name, asked.format);
      if (path === null) return { path };
      await writeAtomic(path, asked.format === 'pdf' ? await printPdf(html) : html);
      return { path };
    },
  };
}
