import type { RunSummary } from '../model/run.ts';

/** Names that tell runs apart: where two runs share one, their numbers are added. */
export function distinctNames(
  runs: readonly Pick<RunSummary, 'name' | 'number'>[],
): readonly string[] {
  return runs.map(({ name, number }) =>
    runs.filter((other) => other.name === name).length > 1 ? `${name} #${number}` : name,
  );
}
