import { computed, type ComputedRef } from 'vue';
import { useRoute } from 'vue-router';
import { useRunDetailStore } from '../stores/runDetailStore.ts';
import { useRunsStore } from '../stores/runsStore.ts';

/** One step of the way to where the person is. */
export interface TrailStep {
  readonly title: string;
  /** Absent for the place itself. */
  readonly path?: string;
}

/** The way to where the person is: the place, and the run when one is open. */
export function useTrail(): ComputedRef<readonly TrailStep[]> {
  const route = useRoute();
  const runs = useRunsStore();
  const details = useRunDetailStore();
  return computed(() => {
    if (route.name !== 'run') return [{ title: route.meta.title ?? 'Runs' }];
    const id = String(route.params.id);
    const name = runs.get(id)?.name ?? details.detail(id)?.summary.name ?? 'Run';
    return [{ title: 'Runs', path: '/runs' }, { title: name }];
  });
}
