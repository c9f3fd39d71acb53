import references from '../../../resources/references/fashionMnist.json' with { type: 'json' };
import type { Lab } from '../../lab/lab.ts';
import { queueStudyRun } from '../../lab/queueStudyRun.ts';
import type { ReferenceFigure } from '../../shared/contract/study.ts';
import type { RunSummary } from '../../shared/model/run.ts';
import { STUDY_SIZES, studyJobs } from '../../shared/study/studySize.ts';
import { isMissing, readStudy, runFor } from '../../store/readStudy.ts';
import type { HandlersOf } from './handlers.ts';

/** Answers the `study:` channels. */
export function studyHandlers(
  lab: () => Promise<Pick<Lab, 'store' | 'queue'>>,
): HandlersOf<'study'> {
  return {
    'study:get': async (request) => readStudy((await lab()).store, request),
    'study:train': async ({ size, seeds }) => {
      const open = await lab();
      const missing = studyJobs(STUDY_SIZES[size], seeds).filter((spec) =>
        isMissing(runFor(open.store, spec)),
      );
      const queued: RunSummary[] = [];
      for (const spec of missing) queued.push(await queueStudyRun(open, spec));
      return { queued };
    },
    'study:references': () => ({
      source: references.source,
      figures: references.figures as readonly ReferenceFigure[],
    }),
  };
}
