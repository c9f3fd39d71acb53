import { readFileSync } from 'node:fs';

interface Limits {
  readonly t: number;
  readonly freedom: number;
  readonly p: number;
  readonly low: number;
  readonly high: number;
}

/** What SciPy and statsmodels say; made by test/fixtures/stats/make_reference.py. */
export interface Reference {
  readonly source: string;
  readonly midP: readonly { readonly onlyA: number; readonly onlyB: number; readonly p: number }[];
  readonly tango: readonly {
    readonly onlyA: number;
    readonly onlyB: number;
    readonly total: number;
    readonly interval: readonly [number, number];
  }[];
  readonly wilson: readonly {
    readonly right: number;
    readonly total: number;
    readonly interval: readonly [number, number];
  }[];
  readonly holm: readonly {
    readonly given: readonly number[];
    readonly corrected: readonly number[];
  }[];
  readonly student: readonly {
    readonly t: number;
    readonly freedom: number;
    readonly p: number;
  }[];
  readonly critical: readonly { readonly freedom: number; readonly value: number }[];
  readonly tTests: readonly {
    readonly first: readonly number[];
    readonly second: readonly number[];
    readonly welch: Limits;
    readonly paired?: Limits;
  }[];
  readonly kappa: readonly {
    readonly table: readonly (readonly number[])[];
    readonly kappa: number;
  }[];
  readonly logGamma: readonly { readonly x: number; readonly value: number }[];
}

const FILE = new URL('../../../fixtures/stats/reference.json', import.meta.url);

/** Reads the stored numbers. */
export const REFERENCE = JSON.parse(readFileSync(FILE, 'utf8')) as Reference;

/** How far two numbers lie apart, measured by the larger of the second and `floor`. */
export function relativeError(value: number, expected: number, floor = 1e-300): number {
  return Math.abs(value - expected) / Math.max(Math.abs(expected), floor);
}
