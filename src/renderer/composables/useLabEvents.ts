import { onScopeDispose } from 'vue';
import { useRouter } from 'vue-router';
import type { LabEvent } from '../../shared/contract/labEvents.ts';
import { subscribe } from '../lab.ts';
import { useDatasetsStore } from '../stores/datasetsStore.ts';
import { createFrameBatcher } from '../stores/frameBatcher.ts';
import { useRunDetailStore } from '../stores/runDetailStore.ts';
import { useRunStepsStore } from '../stores/runStepsStore.ts';
import { useRunsStore } from '../stores/runsStore.ts';
import { useRunsTableStore } from '../stores/runsTableStore.ts';
import { useSparklinesStore } from '../stores/sparklinesStore.ts';
import { useSelectionStore } from '../stores/selectionStore.ts';

/** Feeds the lab's broadcasts to the stores, at most once per frame. Used once, by App. */
export function useLabEvents(): void {
  const datasets = useDatasetsStore();
  const runs = useRunsStore();
  const details = useRunDetailStore();
  const steps = useRunStepsStore();
  const table = useRunsTableStore();
  const sparklines = useSparklinesStore();
  const selection = useSelectionStore();
  const router = useRouter();

  const batcher = createFrameBatcher<LabEvent>((events) => {
    runs.applyEvents(events);
    table.applyEvents(events);
    sparklines.applyEvents(events);
    details.applyEvents(events);
    steps.applyEvents(events);
    for (const event of events) {
      if (event.kind === 'deleted') selection.remove(event.runIds);
      if (event.kind === 'datasets') void datasets.load();
      if (event.kind === 'import') datasets.importing = event.progress;
      if (event.kind === 'navigate') void router.push(event.path);
    }
  });
  onScopeDispose(subscribe(batcher.add));
}
