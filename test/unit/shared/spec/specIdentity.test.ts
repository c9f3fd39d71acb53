import { describe, expect, test } from 'vitest';
import { PRESETS } from '../../../../src/shared/spec/presets/index.ts';
import { setParam } from '../../../../src/shared/spec/setParam.ts';
import { specIdentity } from '../../../../src/shared/spec/specIdentity.ts';

const specs = PRESETS.map(({ spec }) => spec);

describe('specIdentity', () => {
  test('is the same for every seed, and whatever the order of keys', () => {
    for (const spec of specs) {
      const { seed: _seed, ...rest } = spec;
      const turned = Object.fromEntries(Object.entries({ ...rest, seed: 991 }).reverse());
      expect(specIdentity(turned as typeof spec)).toBe(specIdentity(spec));
    }
  });

  test('differs with anything else', () => {
    const [spec] = specs;
    if (!spec) throw new Error('there are no presets');
    const others = [
      setParam(spec, 'training.epochs', spec.training.epochs + 1),
      setParam(spec, 'dataset.testSamples', 500),
      setParam(spec, 'model', 'another'),
      setParam(spec, 'architecture.layers', spec.architecture.layers.slice(1)),
    ];
    const identities = [spec, ...others].map(specIdentity);
    expect(new Set(identities).size).toBe(identities.length);
  });
});
