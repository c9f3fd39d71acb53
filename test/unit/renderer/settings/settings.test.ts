import { describe, expect, it } from 'vitest';
import { machineFacts } from '../../../../src/renderer/components/settings/machineFacts.ts';

describe('machineFacts', () => {
  it('says what the lab runs on', () => {
    const facts = machineFacts({
      version: '0.1.0',
      home: '/lab',
      databaseBytes: 1,
      runs: 0,
      parts: [],
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
