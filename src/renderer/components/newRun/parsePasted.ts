import { z } from 'zod';
import { architectureSchema } from '../../../shared/spec/architecture.ts';
import { experimentSpecSchema } from '../../../shared/spec/experimentSpec.ts';
import { layerSchema } from '../../../shared/spec/layers/index.ts';
import { draftFromSpec, type Draft, type DraftLayer } from './draft.ts';

/** What came of pasted text. */
export type Pasted =
  | { readonly ok: true; readonly draft: Draft }
  /** What is wrong, a line each. */
  | { readonly ok: false; readonly problems: readonly string[] };

const layersSchema = z.array(layerSchema).min(1, 'a list of layers needs at least one').max(200);

/**
 * Reads a spec, an architecture or a list of layers from JSON into a draft. The last two replace
 * only the network of the given draft. Whether the network fits the data is the form's to show.
 */
export function parsePasted(text: string, draft: Draft): Pasted {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { ok: false, problems: [`This is not JSON: ${(error as Error).message}`] };
  }
  if (Array.isArray(value)) {
    const parsed = layersSchema.safeParse(value);
    if (!parsed.success) return refused(parsed.error);
    return withNetwork(draft, { layers: parsed.data as DraftLayer[] });
  }
  if (isRecord(value) && 'layers' in value) {
    const parsed = architectureSchema.safeParse(value);
    if (!parsed.success) return refused(parsed.error);
    return withNetwork(draft, parsed.data as Draft['spec']['architecture']);
  }
  const parsed = experimentSpecSchema.safeParse(value);
  if (!parsed.success) return refused(parsed.error);
  return { ok: true, draft: draftFromSpec(parsed.data, { kind: 'pasted' }, draft.name) };
}

function withNetwork(draft: Draft, part: Partial<Draft['spec']['architecture']>): Pasted {
  const architecture = { ...draft.spec.architecture, ...part };
  return {
    ok: true,
    draft: {
      ...draft,
      spec: { ...draft.spec, architecture },
      layerIds: architecture.layers.map((_, index) => index),
    },
  };
}

function refused(error: z.ZodError): Pasted {
  const problems = error.issues.map(({ path, message }) =>
    path.length === 0 ? message : `${path.join('.')}: ${message}`,
  );
  return { ok: false, problems };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === 'object';
}
