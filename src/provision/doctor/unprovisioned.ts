import type { DoctorContext, PartReport } from './doctorReport.ts';

/**
 * The report of a part that cannot be examined because provisioning broke off.
 *
 * @param part what the report is about
 */
export function unprovisioned(
  part: Pick<PartReport, 'id' | 'title' | 'required'>,
  context: DoctorContext,
): PartReport {
  return {
    ...part,
    state: 'missing',
    detail: 'not examined, as provisioning failed (see below)',
    remedy: context.failure?.hint ?? 'npm run lab -- doctor',
  };
}
