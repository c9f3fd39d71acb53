import { z } from 'zod';
import { architectureSchema, type Architecture } from '../../../shared/spec/architecture.ts';
import { experimentSpecSchema } from '../../../shared/spec/experimentSpec.ts';
import { layerSchema } from '../../../shared/spec/layers/index.ts';
import { draftFromSpec, type Draft } from './draft.ts';
import { withIds, type NewDraftLayer } from './draftLayer.ts';

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
    return withNetwork(draft, { layers: parsed.data as NewDraftLayer[] });
  }
  if (isRecord(value) && 'layers' in value) {
    const parsed = architectureSchema.safeParse(value);
    if (!parsed.success) return refused(parsed.error);
    return withNetwork(draft, parsed.data as PastedNetwork);
  }
  const parsed = experimentSpecSchema.safeParse(value);
  if (!parsed.success) return refused(parsed.error);
  return { ok: true, draft: draftFromSpec(parsed.data, { kind: 'pasted' }, draft.name) };
}

/** What a pasted network replaces: its layers, and its input where it says one. */
interface PastedNetwork {
  readonly input?: Architecture['input'];
  readonly layers: readonly NewDraftLayer[];
}

function withNetwork(draft: Draft, part: PastedNetwork): Pasted {
  const layers = withIds(part.layers, 0);
  const architecture = { ...draft.spec.architecture, ...part, layers };
  return { ok: true, draft: { ...draft, spec: { ...draft.spec, architecture } } };
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
