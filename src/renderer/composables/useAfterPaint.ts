import { onScopeDispose, readonly, shallowRef, watch, type Ref } from 'vue';

/** Hidden windows get no animation frames; what waits for one must come all the same. */
const HIDDEN_DELAY = 250;

/**
 * Becomes true once what is shown since `ready` has been painted: for what stands further down and may
 * come a moment later, so that it does not keep the first thing a person looks at waiting.
 */
export function useAfterPaint(ready: () => boolean): Readonly<Ref<boolean>> {
  const painted = shallowRef(false);
  let frame = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function stop(): void {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  }

  function done(): void {
    stop();
    painted.value = true;
  }

  watch(
    ready,
    (now) => {
      stop();
      painted.value = false;
      if (!now) return;
      // The first frame begins before it is painted, the second after.
      frame = requestAnimationFrame(() => {
        frame = requestAnimationFrame(done);
      });
      timer = setTimeout(done, HIDDEN_DELAY);
    },
    { immediate: true, flush: 'post' },
  );
  onScopeDispose(stop);
  return readonly(painted);
}
