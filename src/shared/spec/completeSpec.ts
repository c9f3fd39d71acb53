import { experimentSpecSchema } from './experimentSpec.ts';

/** A spec with its defaults filled in, as far as it can be read: an older spec gets what it lacks. */
export function completeSpec(spec: unknown): unknown {
  const parsed = experimentSpecSchema.safeParse(spec);
  return parsed.success ? parsed.data : spec;
}
