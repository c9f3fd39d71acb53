import type { DraftNumber, DraftValue } from './draft.ts';

/** A draft's number for a number box, where `NaN` stands for what is not a number. */
export function toBox(value: DraftValue | undefined): number | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'number' ? value : Number.NaN;
}

/** A number box's value for the draft; null (all) is for boxes that may be empty. */
export function fromBox(value: number | null): DraftNumber {
  return value === null || Number.isNaN(value) ? '' : value;
}

/** As {@link fromBox}, for a box whose emptiness means "all". */
export function fromNullableBox(value: number | null): DraftNumber | null {
  return value === null ? null : fromBox(value);
}
