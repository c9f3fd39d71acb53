import { describe, expect, it } from 'vitest';
import { storeFigures, storeTable } from '../../../../bench/store/storeFigures.ts';

const MACHINE = { cpu: 'sample', cores: 2 };
const OURS = { name: 'atelier', about: 'a store' };

function tableOf(times: Record<string, Record<string, number[]>>, others: string[] = []): string {
  const byTask = Object.entries(times).map(
    ([task, byName]) => [task, new Map(Object.entries(byName))] as const,
  );
  return storeTable({
    machine: MACHINE,
    runs: 10_000,
    values: 1_000_000,
    rounds: 2,
    contenders: [OURS, ...others.map((name) => ({ name, about: 'another' }))],
    figures: storeFigures(new Map(byTask)),
  });
}

describe('storeTable', () => {
  it('puts ratios beside the medians, round by round, and adds the rounds up', () => {
    const text = tableOf({ 'log values': { atelier: [100, 200], mlflow: [300, 400] } }, ['mlflow']);
    expect(text).toContain(
      '| log values | 150.0 (100.0–200.0) | 350.0 (300.0–400.0) | 2.50 (2.00–3.00) | 0.3 | 0.7 |',
    );
    expect(text).toContain('10,000 runs, 1,000,000 values; 2 alternating rounds');
    expect(text).not.toContain('alone');
  });

  it('says when ours was measured alone', () => {
    const text = tableOf({ 'log values': { atelier: [100, 200] } });
    expect(text).toContain('measured alone');
    expect(text).toContain('| log values | 150.0 (100.0–200.0) | 0.3 |');
  });
});
