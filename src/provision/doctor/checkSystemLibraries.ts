import { findMissingLibraries } from '../system/electronLibraries.ts';
import { explainMissing } from '../system/ensurePackages.ts';
import type { DoctorContext, PartReport } from './doctorReport.ts';
import { findElectron } from './findElectron.ts';

/** Asks the loader whether Electron's shared libraries are all there. */
export async function checkSystemLibraries(context: DoctorContext): Promise<PartReport> {
  const part = { id: 'system-libraries', title: 'System libraries', required: false } as const;
  const { tools } = context;
  if (tools.platform !== 'linux') return { ...part, state: 'works', detail: 'the system’s own' };
  const electron = await findElectron(context);
  if (electron === undefined) {
    const detail = 'looked at once Electron is there';
    return { ...part, state: 'missing', detail, remedy: 'npm start' };
  }
  const missing = await findMissingLibraries(electron.path, tools);
  if (missing.length === 0) {
    const detail = 'the loader finds every library of Electron';
    return { ...part, state: 'works', source: 'the system', detail };
  }
  const explained = await explainMissing(missing, tools);
  return { ...part, state: 'missing', detail: explained.message, remedy: explained.hint };
}
