import { compareModels, type ModelPair } from './modelPair.ts';
import type { ModelReproduction } from './modelReproduction.ts';
import type { StudyModel } from './studyFigures.ts';

/** One place of a ranking. */
export interface RankedModel {
  readonly preset: StudyModel;
  readonly title: string;
  readonly accuracy: number;
  /** Against the next one; null for the last. */
  readonly overNext: ModelPair | null;
}

/** Models by mean test accuracy, best first. */
export type Ranking = readonly RankedModel[];

/** Ranks the models that have runs, and says of each whether it is ahead of the next by more than noise. */
export function rankModels(models: readonly ModelReproduction[]): Ranking {
  const measured = models
    .filter(({ accuracy }) => accuracy !== null)
    .sort((a, b) => (b.accuracy?.mean ?? 0) - (a.accuracy?.mean ?? 0));
  return measured.map((model, index) => {
    const next = measured[index + 1];
    return {
      preset: model.study.preset,
      title: model.study.title,
      accuracy: model.accuracy?.mean ?? 0,
      overNext: next === undefined ? null : compareModels(model, next),
    };
  });
}
