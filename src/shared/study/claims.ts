import { contradictions } from './contradictions.ts';
import { figureClaims } from './figureClaims.ts';
import type { JudgedClaim } from './judgedClaim.ts';
import { rankingClaims } from './rankingClaims.ts';
import type { ModelReproduction } from './modelReproduction.ts';
import { STUDY_FIGURES } from './studyFigures.ts';

export type { ClaimVerdict, JudgedClaim } from './judgedClaim.ts';

/**
 * Judges each of the study's claims: its figures, model by model, then its rankings, each followed by what
 * it contradicts of its own.
 *
 * @param models what was measured, of the study's size; those left out are not measured yet
 */
export function judgeClaims(models: readonly ModelReproduction[]): readonly JudgedClaim[] {
  const measured = new Map(
    models
      .filter(({ accuracy }) => accuracy !== null)
      .map((model) => [model.study.preset, model] as const),
  );
  const contradicted = contradictions();
  const figures = STUDY_FIGURES.flatMap((study) => [
    ...figureClaims(study, measured.get(study.preset)),
    ...contradicted.filter(({ about }) => about === study.title),
  ]);
  return [
    ...figures,
    ...rankingClaims(measured),
    ...contradicted.filter(({ about }) => about === 'Ranking'),
  ];
}
