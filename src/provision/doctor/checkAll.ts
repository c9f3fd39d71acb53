import { describeFailure } from '../describeFailure.ts';
import { checkElectron } from './checkElectron.ts';
import { checkElectronSandbox } from './checkElectronSandbox.ts';
import { checkGpu, checkKernels } from './checkEngine.ts';
import { checkFashionMnist } from './checkFashionMnist.ts';
import { checkNode } from './checkNode.ts';
import { checkSqliteOnElectron, checkSqliteOnNode } from './checkSqlite.ts';
import { checkSystemLibraries } from './checkSystemLibraries.ts';
import { checkTensorflow } from './checkTensorflow.ts';
import type { DoctorContext, DoctorReport, PartCheck, PartReport } from './doctorReport.ts';

/** Every part, in the order it is shown. A further part is one more line here. */
export const partChecks: readonly PartCheck[] = [
  checkNode,
  checkSqliteOnNode,
  checkTensorflow,
  checkKernels,
  checkGpu,
  checkFashionMnist,
  checkElectron,
  checkSqliteOnElectron,
  checkSystemLibraries,
  checkElectronSandbox,
];

/**
 * Examines every part.
 *
 * @param checks what to examine
 */
export async function checkAll(
  context: DoctorContext,
  checks: readonly PartCheck[] = partChecks,
): Promise<DoctorReport> {
  const parts: PartReport[] = [];
  // One after another: each loads something heavy.
  for (const check of checks) parts.push(await check(context).catch(reportBug(check)));
  return {
    ok: context.failure === undefined && parts.every((part) => !part.required || isWell(part)),
    machine: {
      platform: context.tools.platform,
      arch: context.tools.arch,
      systemNode: process.versions.node,
    },
    cache: context.cache,
    parts,
    failure: context.failure,
  };
}

function isWell(part: PartReport): boolean {
  return part.state === 'works';
}

/** A check that throws is our mistake; the other parts are still worth reporting. */
function reportBug(check: PartCheck): (error: unknown) => PartReport {
  return (error) => ({
    id: check.name,
    title: check.name,
    required: true,
    state: 'broken',
    detail: describeFailure(error),
  });
}
