import { z } from 'zod';
import type { Experiment } from '../model/experiment.ts';
import type { RunSummary } from '../model/run.ts';
import { RUN_COLORS } from '../model/runColor.ts';
import { groupQuerySchema, keySchema, runQuerySchema, type GroupPage } from './runQuery.ts';
import { tableStateSchema, type SavedView } from './tableState.ts';
import { ulidSchema } from './ulid.ts';

/** Schema of a tag: a short text on one line. */
export const tagSchema = z
  .string()
  .trim()
  .min(1, 'a tag must have 1 to 60 characters')
  .max(60, 'a tag must have 1 to 60 characters')
  .regex(/^[^\n\r,]*$/, 'a tag has no commas');

/** Schema of a change to what people note about runs; what is left out stays. */
export const annotationSchema = z.strictObject({
  favourite: z.boolean().optional(),
  archived: z.boolean().optional(),
  /** Place in the palette; null for the one that follows from the run's number. */
  color: z
    .number()
    .int()
    .min(0)
    .max(RUN_COLORS - 1)
    .nullable()
    .optional(),
  addTags: z.array(tagSchema).max(50).optional(),
  removeTags: z.array(tagSchema).max(50).optional(),
  /** The experiment that holds the runs from now on; null for none. */
  experimentId: ulidSchema.nullable().optional(),
});
/** A change to what people note about runs. */
export type Annotation = z.infer<typeof annotationSchema>;

/** Schema of a note: Markdown. */
export const noteSchema = z.string().max(100_000, 'a note has at most 100,000 characters');

const runIds = z.array(ulidSchema).min(1).max(10_000);
const named = z.string().trim().min(1, 'a name must have 1 to 120 characters').max(120);
const prose = z.string().max(20_000);

/** Channels of the table of runs, and of what people note about runs. */
export const RUNS_TABLE_CHANNELS = {
  'runs:groups': groupQuerySchema,
  /** Hyperparameters that differ among the runs that a query finds. */
  'runs:differing': runQuerySchema,
  /** Dotted paths of all hyperparameters. */
  'runs:param-keys': z.strictObject({}),
  /** Values that a key has, the most frequent first. */
  'runs:values': z.strictObject({ key: keySchema }),
  /** Validation accuracy by epoch, thinned. */
  'runs:sparklines': z.strictObject({ runIds: z.array(ulidSchema).min(1).max(200) }),
  'runs:annotate': z.strictObject({ runIds, change: annotationSchema }),
  'runs:note': z.strictObject({ runId: ulidSchema }),
  'runs:set-note': z.strictObject({ runId: ulidSchema, text: noteSchema }),
  /** Takes back a deletion. */
  'runs:restore': z.strictObject({ runIds }),
  'experiments:list': z.strictObject({}),
  'experiments:create': z.strictObject({ name: named, question: prose.default('') }),
  'experiments:update': z.strictObject({
    id: ulidSchema,
    name: named,
    question: prose,
    conclusion: prose,
  }),
  /** The runs stay, in no experiment. */
  'experiments:delete': z.strictObject({ id: ulidSchema }),
  'views:list': z.strictObject({}),
  /** Under a name that is there already, the new view takes the place of the old. */
  'views:save': z.strictObject({ name: named, state: tableStateSchema }),
  'views:delete': z.strictObject({ name: named }),
} as const satisfies Record<string, z.ZodType>;

/** A run's validation accuracy by epoch, thinned to at most some 60 points. */
export interface Sparkline {
  readonly runId: string;
  readonly epochs: readonly number[];
  readonly values: readonly number[];
}

/** What each of these channels answers. */
export interface RunsTableResponses {
  'runs:groups': GroupPage;
  'runs:differing': readonly string[];
  'runs:param-keys': readonly string[];
  'runs:values': readonly string[];
  'runs:sparklines': readonly Sparkline[];
  'runs:annotate': readonly RunSummary[];
  'runs:note': { readonly text: string };
  'runs:set-note': RunSummary;
  'runs:restore': readonly RunSummary[];
  'experiments:list': readonly Experiment[];
  'experiments:create': Experiment;
  'experiments:update': Experiment;
  'experiments:delete': { readonly deleted: boolean };
  'views:list': readonly SavedView[];
  'views:save': readonly SavedView[];
  'views:delete': readonly SavedView[];
}
