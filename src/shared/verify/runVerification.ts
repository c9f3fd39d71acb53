import type { RunState } from '../model/runState.ts';
import type { Verification } from './compareRecords.ts';

/** A run as the other of the two names it. */
export interface VerifiedRun {
  readonly id: string;
  readonly number: number;
  readonly name: string;
  readonly state: RunState;
}

/** A run that was, or is being, trained again to see whether it comes to the same numbers. */
export interface RunVerification {
  readonly run: VerifiedRun;
  /** Null once it is deleted, or where it never was in this lab. */
  readonly repetition: VerifiedRun | null;
  /** Null until the repetition is completed. */
  readonly result: Verification | null;
  /** ISO 8601. */
  readonly createdAt: string;
}
