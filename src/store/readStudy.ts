import type { StudyRequest, StudyState, WantedRun } from '../shared/contract/study.ts';
import type { RunSummary } from '../shared/model/run.ts';
import { isFinal } from '../shared/model/runState.ts';
import type { ExperimentSpec } from '../shared/spec/experimentSpec.ts';
import { toStudyRun } from '../shared/study/modelReproduction.ts';
import { STUDY_FIGURES } from '../shared/study/studyFigures.ts';
import { STUDY_SIZES, studyJobs, studySpec } from '../shared/study/studySize.ts';
import type { StoreReader } from './store.ts';

/** How far a lab is with a reproduction of the study. */
export function readStudy(store: StoreReader, { size, seeds }: StudyRequest): StudyState {
  const jobs = studyJobs(STUDY_SIZES[size], seeds);
  return {
    wanted: STUDY_FIGURES.flatMap(({ preset }) =>
      jobs
        .filter(({ model }) => model === preset)
        .map((spec): WantedRun => ({ preset, seed: spec.seed, run: runFor(store, spec) })),
    ),
    runs: STUDY_FIGURES.flatMap(({ preset }) =>
      store
        .repetitionsOf(studySpec(preset, STUDY_SIZES[size], 1))
        .flatMap(({ id }) => toStudyRun(store.getRun(id)) ?? []),
    ),
  };
}

/**
 * The run that a training of a spec is or was: a completed one, else one on its way, else the last that
 * came to nothing.
 */
export function runFor(store: StoreReader, spec: ExperimentSpec): RunSummary | null {
  const runs = store.runsOfSpec(spec);
  return (
    runs.find(({ state }) => state === 'completed') ??
    runs.find(({ state }) => !isFinal(state)) ??
    runs.at(-1) ??
    null
  );
}

/** Whether a training is neither completed nor on its way. */
export function isMissing(run: RunSummary | null): boolean {
  return run === null || (isFinal(run.state) && run.state !== 'completed');
}
