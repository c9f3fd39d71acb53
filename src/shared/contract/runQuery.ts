import { z } from 'zod';
import type { RunSummary } from '../model/run.ts';
import type { Filter } from '../query/filter.ts';
import { findRunKey } from '../query/runKeys.ts';
import type { ParamValue } from '../spec/flattenSpec.ts';

/** More parts than a person writes; SQLite takes an expression 1,000 deep. */
const MOST_PARTS = 200;

/** Schema of a key's canonical name. */
export const keySchema = z
  .string()
  .max(200)
  .refine((name) => findRunKey(name) !== undefined, 'there is no such column');
const textSchema = z.string().max(500);
const valueSchema = z.union([textSchema, z.number(), z.boolean()]);

/** Schema of a parsed filter. */
export const filterSchema: z.ZodType<Filter> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.enum(['and', 'or']), of: z.array(filterSchema).max(MOST_PARTS) }),
    z.strictObject({ kind: z.literal('not'), of: filterSchema }),
    z.strictObject({
      kind: z.literal('compare'),
      key: keySchema,
      op: z.enum(['=', '<', '<=', '>', '>=']),
      value: valueSchema,
    }),
    z.strictObject({ kind: z.literal('contains'), key: keySchema, text: textSchema }),
    z.strictObject({
      kind: z.literal('in'),
      key: keySchema,
      values: z.array(valueSchema).max(MOST_PARTS),
    }),
    z.strictObject({ kind: z.literal('missing'), key: keySchema }),
    z.strictObject({ kind: z.literal('text'), text: textSchema }),
  ]),
);

/** Schema of an order. */
export const sortSchema = z.strictObject({ key: keySchema, descending: z.boolean() });

const selected = {
  filter: filterSchema.optional(),
  /**
   * Whether archived runs are among them.
   * @default 'without', unless the filter speaks of archived
   */
  archived: z.enum(['without', 'with', 'only']).optional(),
  /** What is missing comes last either way; equals are newest first. @default newest first */
  sort: sortSchema.optional(),
  limit: z.number().int().min(1).max(10_000).optional(),
  offset: z.number().int().min(0).optional(),
  /** Keys whose values are wanted beside each run. */
  columns: z.array(keySchema).max(MOST_PARTS).optional(),
};

/** Schema of how a table of runs is asked for; everything is optional. */
export const runQuerySchema = z.strictObject(selected);
/** How a table of runs is asked for. */
export type RunQuery = z.infer<typeof runQuerySchema>;
/** How a table of runs is ordered. */
export type RunSort = z.infer<typeof sortSchema>;

/** Schema of a table of groups: runs with an equal value of a key. */
export const groupQuerySchema = z.strictObject({ ...selected, group: keySchema });
/** How a table of groups is asked for; `sort` by the group's own key, `number` (size) or a column's mean. */
export type GroupQuery = z.infer<typeof groupQuerySchema>;

/** Some of the runs that a query finds. */
export interface RunPage {
  readonly runs: readonly RunSummary[];
  /** For each run the values of the query's `columns`, in their order; text that has several is joined. */
  readonly cells: readonly (readonly ParamValue[])[];
  /** How many runs there are in all. */
  readonly total: number;
}

/** What a column of numbers comes to over the runs of a group. */
export interface GroupCell {
  /** Runs that have a value. */
  readonly count: number;
  readonly mean: number;
  /** Of the sample (n − 1); null for less than two. */
  readonly sd: number | null;
}

/** Runs with an equal value. */
export interface RunGroup {
  /** The value they share; null where they have none. */
  readonly value: ParamValue;
  readonly count: number;
  /** The newest of them, which stands for all. */
  readonly newest: RunSummary;
  /** In the order of the query's `columns`; null for what is no number. */
  readonly cells: readonly (GroupCell | null)[];
}

/** Some of the groups that a query finds. */
export interface GroupPage {
  readonly groups: readonly RunGroup[];
  /** How many groups there are in all. */
  readonly total: number;
  /** How many runs there are in all. */
  readonly runs: number;
}
