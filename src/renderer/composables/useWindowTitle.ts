import { watchEffect } from 'vue';
import { useTrail } from './useTrail.ts';

/** Keeps the window's title at where the person is. Used once, by App. */
export function useWindowTitle(): void {
  const trail = useTrail();
  watchEffect(() => {
    const names = trail.value.map(({ title }) => title).reverse();
    document.title = [...names, 'Atelier'].join(' – ');
  });
}
