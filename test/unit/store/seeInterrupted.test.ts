import path from 'node:path';
import { expect, it } from 'vitest';
import { openStore } from '../../../src/store/openStore.ts';
import { sampleSpec } from './samples.ts';
import { temporaryFolder } from './temporaryStore.ts';

it('sees what trained when the holder was killed as interrupted, and writes nothing', () => {
  const file = path.join(temporaryFolder(), 'lab.db');
  const holder = openStore(file);
  const [running, paused] = ['a', 'b', 'c'].map((name) =>
    holder.enqueueRun({ spec: sampleSpec(), name }),
  );
  holder.transition(running!.id, 'running');
  holder.transition(paused!.id, 'running');
  holder.transition(paused!.id, 'paused');

  const states = (unheld: boolean) => {
    const reader = openStore(file, { readonly: true, unheld });
    try {
      expect(reader.getRun(running!.id).summary.state).toBe(unheld ? 'interrupted' : 'running');
      expect(reader.queued().map(({ name }) => name)).toEqual(['c']);
      return Object.fromEntries(reader.listRuns().runs.map(({ name, state }) => [name, state]));
    } finally {
      reader.close();
    }
  };
  expect(states(true)).toEqual({ a: 'interrupted', b: 'interrupted', c: 'queued' });
  expect(states(false)).toEqual({ a: 'running', b: 'paused', c: 'queued' });
  expect(holder.getSummary(running!.id).state).toBe('running');
  holder.close();
});
