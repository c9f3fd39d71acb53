import { defineStore } from 'pinia';
import { shallowReactive } from 'vue';
import type { LabEvent } from '../../shared/contract/labEvents.ts';
import { toLabError, type LabError } from '../../shared/errors.ts';
import type { RunDetail } from '../../shared/model/run.ts';
import { isFinal } from '../../shared/model/runState.ts';
import { call } from '../lab.ts';
import { applyNoticeToDetail, withSummary } from './runDetailState.ts';

/** What is known of an opened run. */
export type DetailEntry =
  | { readonly status: 'loading' }
  | { readonly status: 'ready'; readonly detail: RunDetail }
  | { readonly status: 'failed'; readonly error: LabError };

/** How many opened runs are kept; the one that was opened longest ago goes first. */
const KEPT = 24;

/** The details of the runs that Run and Compare show, kept current while they train. */
export const useRunDetailStore = defineStore('runDetail', () => {
  const entries = shallowReactive(new Map<string, DetailEntry>());
  /** Events that came while a run was being read, by run. */
  const waiting = new Map<string, LabEvent[]>();

  /**
   * Reads a run, unless it is at hand, and keeps it current.
   * The outcome, also of a failure, is what `entry` then gives.
   */
  async function open(id: string, options: { readonly again?: boolean } = {}): Promise<void> {
    if (waiting.has(id)) return;
    const before = entries.get(id);
    if (before?.status === 'ready' && options.again !== true) return;
    if (before?.status !== 'ready') entries.set(id, { status: 'loading' });
    waiting.set(id, []);
    try {
      const detail = await call('runs:get', { runId: id });
      const events = waiting.get(id) ?? [];
      entries.delete(id);
      entries.set(id, { status: 'ready', detail: events.reduce(applied, detail) });
      for (const oldest of [...entries.keys()].slice(0, -KEPT)) entries.delete(oldest);
    } catch (thrown) {
      entries.set(id, { status: 'failed', error: toLabError(thrown) });
    } finally {
      waiting.delete(id);
    }
  }

  /** Applies what the lab broadcast, in order. */
  function applyEvents(events: readonly LabEvent[]): void {
    const next = new Map<string, RunDetail>();
    const over = new Set<string>();
    for (const event of events) {
      if (event.kind === 'deleted') {
        for (const id of event.runIds) entries.delete(id);
        continue;
      }
      const id = runOf(event);
      if (id === null) continue;
      waiting.get(id)?.push(event);
      const entry = entries.get(id);
      if (entry?.status !== 'ready') continue;
      const before = next.get(id) ?? entry.detail;
      const after = applied(before, event);
      next.set(id, after);
      if (isFinal(after.summary.state) && !isFinal(before.summary.state)) over.add(id);
    }
    for (const [id, detail] of next) {
      if (entries.get(id)?.status === 'ready') entries.set(id, { status: 'ready', detail });
    }
    // Once a run is over, the store holds its last word.
    for (const id of over) void open(id, { again: true });
  }

  function entry(id: string): DetailEntry | undefined {
    return entries.get(id);
  }

  /** The detail of an opened run, once it is there. */
  function detail(id: string): RunDetail | undefined {
    const found = entries.get(id);
    return found?.status === 'ready' ? found.detail : undefined;
  }

  return { open, applyEvents, entry, detail };
});

function runOf(event: LabEvent): string | null {
  if (event.kind === 'run') return event.run.id;
  return event.kind === 'trainer' ? event.notice.runId : null;
}

function applied(detail: RunDetail, event: LabEvent): RunDetail {
  if (event.kind === 'run') return withSummary(detail, event.run);
  return event.kind === 'trainer' ? applyNoticeToDetail(detail, event.notice) : detail;
}
