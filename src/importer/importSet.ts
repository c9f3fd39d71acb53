import { assertNever } from '../shared/assertNever.ts';
import type { ImportRequest, ImportResult } from '../shared/contract/datasetImport.ts';
import { readCsvSet } from './csv/readCsvSet.ts';
import { finishSet } from './finishSet.ts';
import { readFolderSet } from './folder/readFolderSet.ts';
import { readIdxSet } from './idx/readIdxSet.ts';
import type { OnProgress, ReadSet } from './importedImages.ts';
import { writeSet } from './writeSet.ts';

/**
 * Reads a person's files, checks them, and writes them into a folder as a data set's own.
 *
 * @param folder not there yet; whoever calls removes it when this fails
 * @throws LabError `dataset-corrupt`, `bad-input`
 */
export async function importSet(
  request: ImportRequest,
  folder: string,
  onProgress: OnProgress,
): Promise<ImportResult> {
  const finished = finishSet(await readSet(request, onProgress), request.seed);
  onProgress('Writing the data set', 1);
  return writeSet(finished, folder);
}

function readSet(request: ImportRequest, onProgress: OnProgress): Promise<ReadSet> {
  switch (request.kind) {
    case 'idx':
      return readIdxSet(request, onProgress);
    case 'csv':
      return readCsvSet(request, onProgress);
    case 'folder':
      return readFolderSet(request, onProgress);
    default:
      return assertNever(request);
  }
}
