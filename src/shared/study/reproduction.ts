import { judgeClaims } from './claims.ts';
import type { JudgedClaim } from './judgedClaim.ts';
import { reproduceModel, type ModelReproduction, type StudyRun } from './modelReproduction.ts';
import { rankModels, type Ranking } from './rankModels.ts';
import { STUDY_FIGURES } from './studyFigures.ts';
import { isStudySize, type StudySize } from './studySize.ts';

/** The study again. */
export interface Reproduction {
  readonly size: StudySize;
  readonly models: readonly ModelReproduction[];
  /** Models with runs, best first. */
  readonly ranking: Ranking;
  /** Judged only when the trainings are of the study's size. */
  readonly claims: readonly JudgedClaim[];
}

/**
 * Puts the runs of a reproduction together and judges the study by them.
 *
 * @param runs all of one size. Of several with one seed the first counts: the same training twice is not
 *   more evidence
 */
export function reproduce(size: StudySize, runs: readonly StudyRun[]): Reproduction {
  const models = STUDY_FIGURES.map((study) => reproduceModel(study, runs));
  const judged = isStudySize(size) ? models : [];
  return { size, models, ranking: rankModels(models), claims: judgeClaims(judged) };
}
