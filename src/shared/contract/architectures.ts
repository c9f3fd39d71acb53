import { z } from 'zod';
import { architectureNameSchema, type SavedArchitecture } from '../model/savedArchitecture.ts';
import { ulidSchema } from './ulid.ts';

const byId = z.strictObject({ id: ulidSchema });

/** The request schemas of the library of the person's own architectures. */
export const ARCHITECTURE_CHANNELS = {
  /** The one changed last first. */
  'architectures:list': z.strictObject({}),
  'architectures:save': z.strictObject({
    name: architectureNameSchema,
    /** Parsed by `parseSpec`, whose errors name the form's fields. */
    spec: z.unknown(),
    /** Put it in place of one of that name. */
    replace: z.boolean().default(false),
  }),
  'architectures:rename': z.strictObject({ id: ulidSchema, name: architectureNameSchema }),
  /** Can be taken back for a day. */
  'architectures:delete': byId,
  'architectures:restore': byId,
} as const satisfies Record<string, z.ZodType>;

/** What each of {@link ARCHITECTURE_CHANNELS} answers. */
export interface ArchitectureResponses {
  'architectures:list': readonly SavedArchitecture[];
  'architectures:save': SavedArchitecture;
  'architectures:rename': SavedArchitecture;
  'architectures:delete': { readonly deleted: boolean };
  'architectures:restore': SavedArchitecture;
}
