import type { ZodType } from 'zod';
import type { FieldDefinition } from '../layerDefinition.ts';

/**
 * All that Atelier knows of one choice among the training options, such as one optimiser or one
 * schedule: its schema drives validation and the headless spec, its fields the form.
 *
 * @typeParam O the choice's own type, discriminated by `type`
 */
export interface OptionDefinition<O extends { readonly type: string }> {
  readonly type: O['type'];
  /** What people call it. */
  readonly label: string;
  /** One sentence for the form. */
  readonly summary: string;
  readonly schema: ZodType<O>;
  readonly fields: readonly FieldDefinition[];
}
