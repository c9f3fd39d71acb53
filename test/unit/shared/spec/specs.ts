import { findPreset } from '../../../../src/shared/spec/presets/index.ts';
import type { ExperimentSpec } from '../../../../src/shared/spec/experimentSpec.ts';

/** The spec of a preset that must exist. */
export function presetSpec(id: string): ExperimentSpec {
  const preset = findPreset(id);
  if (!preset) throw new Error(`there is no preset ${id}`);
  return preset.spec;
}
