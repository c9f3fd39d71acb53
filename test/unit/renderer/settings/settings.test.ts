import { describe, expect, it } from 'vitest';
import { machineFacts } from '../../../../src/renderer/components/settings/machineFacts.ts';
import { trainerFacts } from '../../../../src/renderer/components/settings/trainerFacts.ts';
import { STARTED } from '../../store/samples.ts';

describe('machineFacts', () => {
  it('says what the lab runs on', () => {
    const facts = machineFacts({
      version: '0.1.0',
      home: '/lab',
      databaseBytes: 1,
      runs: 0,
      parts: [],
      environment: null,
      platform: 'Linux 6.1',
      cpu: 'A processor',
      cores: 2,
      memoryBytes: 8_345_000_000,
    });
    expect(facts.map(({ label, value }) => `${label}: ${value}`)).toEqual([
      'System: Linux 6.1',
      'Processor: A processor',
      'Cores: 2',
      'Memory: 8.35 GB',
    ]);
  });
});

describe('trainerFacts', () => {
  const words = (environment: Parameters<typeof trainerFacts>[0]): readonly string[] =>
    trainerFacts(environment).map(({ label, value }) => `${label}: ${value}`);
  const details = {
    cpuFlags: [],
    threads: { intraOp: 2, interOp: 2, process: null },
    settings: {},
    kernels: { works: ['Conv2D', 'MatMul'], missing: [] },
    gpu: false,
  };

  it('says so when nothing was trained here yet', () => {
    expect(words(null)).toEqual(['Native kernels: not known yet: the first run finds out']);
  });

  it('says which kernels answer, whether there is a graphics card, and what the run was on', () => {
    expect(words({ ...STARTED.environment, details })).toEqual([
      'Native kernels: all 2 operations answer',
      'Graphics card: TensorFlow lists none: training uses the processor',
      'The latest run: on native kernels',
    ]);
    const kernels = { works: ['MatMul'], missing: ['Conv2D'] };
    const fallbacks = ['GRU has no native kernel'];
    expect(
      words({
        ...STARTED.environment,
        engine: 'stock',
        fallbacks,
        details: { ...details, kernels, gpu: true },
      }),
    ).toEqual([
      'Native kernels: no answer from Conv2D: what needs them runs on ordinary operations, slower',
      'Graphics card: TensorFlow trains on it',
      'The latest run: on ordinary tfjs, slower; GRU has no native kernel',
    ]);
  });

  it('says of an older record what it has', () => {
    expect(words(STARTED.environment)).toEqual(['The latest run: on native kernels']);
  });
});
