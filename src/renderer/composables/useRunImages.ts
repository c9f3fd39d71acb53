import { computed, shallowRef, watch, type Ref } from 'vue';
import type { PredictedImage } from '../../shared/contract/runDepth.ts';
import type { Request } from '../../shared/contract/channels.ts';
import { toLabError, type LabError } from '../../shared/errors.ts';
import { call } from '../lab.ts';

/** Which images of which run; null is none. */
export type ImageQuestion = {
  readonly runId: string;
  readonly filter: Omit<Request<'runs:images'>['filter'], 'limit' | 'offset'>;
} | null;

/**
 * Test images with what a run said of them, a page at a time.
 *
 * @param question read anew whenever it changes
 * @param page how many come at once
 */
export function useRunImages(question: Readonly<Ref<ImageQuestion>>, page: number) {
  const images = shallowRef<readonly PredictedImage[]>([]);
  const total = shallowRef<number | null>(null);
  const error = shallowRef<LabError | null>(null);
  const busy = shallowRef(false);

  async function more(): Promise<void> {
    const asked = question.value;
    if (!asked) return;
    busy.value = true;
    try {
      const filter = { ...asked.filter, limit: page, offset: images.value.length };
      const answer = await call('runs:images', { runId: asked.runId, filter });
      if (question.value !== asked) return;
      images.value = [...images.value, ...answer.images];
      total.value = answer.total;
      error.value = null;
    } catch (thrown) {
      if (question.value === asked) error.value = toLabError(thrown);
    } finally {
      if (question.value === asked) busy.value = false;
    }
  }

  watch(
    question,
    () => {
      images.value = [];
      total.value = null;
      error.value = null;
      busy.value = false;
      void more();
    },
    { immediate: true },
  );

  /** How many are not here yet. */
  const left = computed(() => (total.value === null ? 0 : total.value - images.value.length));
  return { images, total, left, error, busy, more };
}
