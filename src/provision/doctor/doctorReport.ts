import type { LabErrorData } from '../../shared/errors.ts';
import type { Provisioned } from '../provisioned.ts';
import type { Tools } from '../tools.ts';

/** How a part is doing. */
export type PartState = 'works' | 'broken' | 'missing';

/** One part as the doctor found it. */
export interface PartReport {
  /** Stable name, for scripts. */
  readonly id: string;
  readonly title: string;
  /** Whether the headless lab needs it: only such a part makes the doctor's verdict bad. */
  readonly required: boolean;
  /** Whether all works without it, only slower. */
  readonly forSpeed?: boolean | undefined;
  readonly state: PartState;
  readonly version?: string | undefined;
  /** Where it came from. */
  readonly source?: string | undefined;
  readonly path?: string | undefined;
  /** What loading it showed, or how it failed. */
  readonly detail?: string | undefined;
  /** The one thing to do about it. */
  readonly remedy?: string | undefined;
}

/** The doctor's whole report: the document of `--json`. */
export interface DoctorReport {
  /** Whether all that is required works. */
  readonly ok: boolean;
  readonly machine: {
    readonly platform: string;
    readonly arch: string;
    /** The Node that provisioned, not the one that runs the lab. */
    readonly systemNode: string;
  };
  readonly cache: string;
  readonly parts: readonly PartReport[];
  /** Why provisioning failed, where it did. */
  readonly failure?: LabErrorData | undefined;
}

/** What a check may look at. */
export interface DoctorContext {
  readonly root: string;
  readonly cache: string;
  readonly tools: Tools;
  /** Undefined where provisioning failed. */
  readonly provisioned?: Provisioned | undefined;
  readonly failure?: LabErrorData | undefined;
}

/** Examines one part; never throws. */
export type PartCheck = (context: DoctorContext) => Promise<PartReport>;
