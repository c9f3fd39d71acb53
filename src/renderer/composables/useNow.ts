import { onScopeDispose, readonly, shallowRef, type ShallowRef } from 'vue';

/**
 * The time, moving on by itself.
 *
 * @param interval milliseconds between two steps, 20 seconds by default
 */
export function useNow(interval = 20_000): Readonly<ShallowRef<number>> {
  const now = shallowRef(Date.now());
  const timer = setInterval(() => {
    now.value = Date.now();
  }, interval);
  onScopeDispose(() => clearInterval(timer));
  return readonly(now);
}
