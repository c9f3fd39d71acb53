import { z } from 'zod';
import { keySchema, sortSchema } from './runQuery.ts';

/** Schema of a column as a person arranged it. */
export const tableColumnSchema = z.strictObject({
  key: keySchema,
  /** In pixels; a width of the column's own kind by default. */
  width: z.number().int().min(48).max(1200).optional(),
  /** Stays in sight when the table scrolls sideways. */
  pinned: z.boolean().optional(),
});
/** A column as a person arranged it. */
export type TableColumn = z.infer<typeof tableColumnSchema>;

/** Schema of what a person made of the table of runs. */
export const tableStateSchema = z.strictObject({
  /** As it was typed; may be unfinished. */
  filter: z.string().max(2000),
  archived: z.enum(['without', 'with', 'only']),
  /** From left to right, pinned ones first. */
  columns: z.array(tableColumnSchema).min(1).max(200),
  sort: sortSchema,
  group: keySchema.nullable(),
});
/** What a person made of the table of runs: kept between starts, and under a name as a view. */
export type TableState = z.infer<typeof tableStateSchema>;

/** A table that was kept under a name. */
export interface SavedView {
  readonly name: string;
  readonly state: TableState;
}
