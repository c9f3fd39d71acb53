import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import type { LabEvent } from '../../shared/contract/labEvents.ts';
import type { Sparkline } from '../../shared/contract/runsTable.ts';
import { call } from '../lab.ts';

const GATHER_MS = 60;
const MOST_AT_ONCE = 200;

/** The small curves of the rows in sight, read together and kept. */
export const useSparklinesStore = defineStore('sparklines', () => {
  const lines = shallowRef<ReadonlyMap<string, Sparkline>>(new Map());
  const asked = new Set<string>();
  let waiting = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** Asks for a run's curve, unless that was done. */
  function want(runId: string): void {
    if (asked.has(runId)) return;
    asked.add(runId);
    waiting.add(runId);
    timer ??= setTimeout(() => void read(), GATHER_MS);
  }

  async function read(): Promise<void> {
    timer = undefined;
    const runIds = [...waiting].slice(0, MOST_AT_ONCE);
    waiting = new Set([...waiting].slice(MOST_AT_ONCE));
    if (waiting.size > 0) timer = setTimeout(() => void read(), GATHER_MS);
    try {
      const found = await call('runs:sparklines', { runIds });
      lines.value = new Map([...lines.value, ...found.map((line) => [line.runId, line] as const)]);
    } catch {
      // A table without its small curves is whole; they are asked for again when the row comes back.
      for (const id of runIds) asked.delete(id);
    }
  }

  /** A run that trains has a longer curve after each epoch. */
  function applyEvents(events: readonly LabEvent[]): void {
    for (const event of events) {
      if (event.kind !== 'trainer' || event.notice.event.kind !== 'epoch') continue;
      const { runId } = event.notice;
      if (asked.delete(runId)) want(runId);
    }
  }

  return { lines, want, applyEvents };
});
