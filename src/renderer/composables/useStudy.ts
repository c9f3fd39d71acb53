import { computed, onScopeDispose, shallowReactive, shallowRef, watch } from 'vue';
import type { LabEvent } from '../../shared/contract/labEvents.ts';
import type { StudyRequest, StudyState } from '../../shared/contract/study.ts';
import type { ProgressEvent } from '../../shared/contract/trainerProtocol.ts';
import { toLabError, type LabError } from '../../shared/errors.ts';
import { isFinal } from '../../shared/model/runState.ts';
import { reproduce } from '../../shared/study/reproduction.ts';
import { STUDY_SIZES } from '../../shared/study/studySize.ts';
import { call, subscribe } from '../lab.ts';

/** How long news of runs are gathered before the study is read again. */
const GATHER_MS = 150;

/**
 * The study as the lab has it, kept current while it trains.
 *
 * @param request which reproduction
 */
export function useStudy(request: () => StudyRequest) {
  const state = shallowRef<StudyState | null>(null);
  const error = shallowRef<LabError | null>(null);
  /** The newest word of each run that trains. */
  const progress = shallowReactive(new Map<string, ProgressEvent>());
  const key = computed(() => `${request().size} ${request().seeds}`);

  async function load(): Promise<void> {
    const asked = key.value;
    try {
      const answer = await call('study:get', request());
      // A later question may have been answered first.
      if (asked !== key.value) return;
      state.value = answer;
      error.value = null;
    } catch (thrown) {
      if (asked === key.value) error.value = toLabError(thrown);
    }
  }

  async function train(): Promise<void> {
    try {
      await call('study:train', request());
      await load();
    } catch (thrown) {
      error.value = toLabError(thrown);
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
      void load();
    }, GATHER_MS);
  }
  onScopeDispose(subscribe(receive));
  onScopeDispose(() => window.clearTimeout(timer));
  watch(key, load, { immediate: true });

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
