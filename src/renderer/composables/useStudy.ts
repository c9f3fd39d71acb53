import { computed, onScopeDispose, shallowReactive, shallowRef } from 'vue';
import type { LabEvent } from '../../shared/contract/labEvents.ts';
import type { StudyRequest } from '../../shared/contract/study.ts';
import type { ProgressEvent } from '../../shared/contract/trainerProtocol.ts';
import { toLabError, type LabError } from '../../shared/errors.ts';
import { isFinal } from '../../shared/model/runState.ts';
import { reproduce } from '../../shared/study/reproduction.ts';
import { STUDY_SIZES } from '../../shared/study/studySize.ts';
import { call, subscribe } from '../lab.ts';
import { useAnswer } from './useAnswer.ts';

/** How long news of runs are gathered before the study is read again. */
const GATHER_MS = 150;

/**
 * The study as the lab has it, kept current while it trains.
 *
 * @param request which reproduction
 */
export function useStudy(request: () => StudyRequest) {
  /** The newest word of each run that trains. */
  const progress = shallowReactive(new Map<string, ProgressEvent>());
  // As text, so that the same request asked once more asks nothing new.
  const question = computed(() => `${request().size} ${request().seeds}`);
  const asked = useAnswer(question, () => call('study:get', request()));
  const state = asked.answer;
  /** Why the queue did not take what is missing. */
  const refusal = shallowRef<LabError | null>(null);
  const error = computed(() => refusal.value ?? asked.error.value);

  function load(): void {
    refusal.value = null;
    asked.again();
  }

  async function train(): Promise<void> {
    refusal.value = null;
    try {
      await call('study:train', request());
      asked.again();
    } catch (thrown) {
      refusal.value = toLabError(thrown);
    }
  }

  let timer: number | undefined;
  function receive(event: LabEvent): void {
    if (event.kind === 'trainer') {
      const { runId, event: said } = event.notice;
      if (said.kind === 'progress') progress.set(runId, said);
      return;
    }
    if (event.kind === 'navigate') return;
    timer ??= window.setTimeout(() => {
      timer = undefined;
      asked.again();
    }, GATHER_MS);
  }
  onScopeDispose(subscribe(receive));
  onScopeDispose(() => window.clearTimeout(timer));

  const missing = computed(
    () =>
      state.value?.wanted.filter(
        ({ run }) => run === null || (isFinal(run.state) && run.state !== 'completed'),
      ) ?? [],
  );
  const reproduction = computed(() =>
    reproduce(STUDY_SIZES[request().size], state.value?.runs ?? []),
  );
  return { state, error, progress, missing, reproduction, load, train };
}
