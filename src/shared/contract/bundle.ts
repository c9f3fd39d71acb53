import type { LabErrorData } from '../errors.ts';
import type { RunSummary } from '../model/run.ts';

/** What came of the bundles that a person chose; both are empty when they chose none. */
export interface ImportedBundles {
  readonly imported: readonly RunSummary[];
  /** Why a file was not taken; the error names it. */
  readonly refused: readonly LabErrorData[];
}
