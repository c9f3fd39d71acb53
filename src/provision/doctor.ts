import { cacheDirectory } from './cacheDirectory.ts';
import { createTools } from './createTools.ts';
import { checkAll } from './doctor/checkAll.ts';
import { formatDoctorReport } from './doctor/formatDoctorReport.ts';
import { toLabError, type LabErrorData } from '../shared/errors.ts';
import { projectRoot } from './projectRoot.ts';
import { provision } from './provision.ts';
import type { Provisioned } from './provisioned.ts';

/**
 * `lab doctor [--json]`: provisions the headless parts, then loads each part and says whether it
 * works. Electron is looked at, never downloaded.
 *
 * @returns 0 when all that is required works, 1 otherwise, 2 for an option it does not know
 */
export async function doctor(args: readonly string[]): Promise<number> {
  const unknown = args.find((arg) => arg !== '--json');
  if (unknown !== undefined) {
    process.stderr.write(`atelier: doctor knows --json, not ${unknown}\n`);
    return 2;
  }
  const tools = createTools();
  const cache = cacheDirectory();
  const outcome = await tryProvision();
  const report = await checkAll({ root: projectRoot, cache, tools, ...outcome });
  const text = args.includes('--json')
    ? `${JSON.stringify(report, null, 2)}\n`
    : formatDoctorReport(report);
  process.stdout.write(text);
  return report.ok ? 0 : 1;
}

interface Outcome {
  readonly provisioned?: Provisioned;
  readonly failure?: LabErrorData;
}

async function tryProvision(): Promise<Outcome> {
  try {
    return { provisioned: await provision('headless') };
  } catch (error) {
    return { failure: toLabError(error, 'provision-failed').toData() };
  }
}
