import { readFile } from 'node:fs/promises';
import type { DoctorContext, PartReport } from './doctorReport.ts';

/** Kernel settings that forbid Chromium's sandbox, with the value that forbids. */
const obstacles = [
  { setting: 'kernel.apparmor_restrict_unprivileged_userns', forbids: '1', allows: '0' },
  { setting: 'kernel.unprivileged_userns_clone', forbids: '0', allows: '1' },
] as const;

/** Whether Chromium can sandbox the window's pages on this Linux. */
export async function checkElectronSandbox(context: DoctorContext): Promise<PartReport> {
  const part = { id: 'sandbox', title: 'Chromium sandbox', required: false } as const;
  const { platform, isRoot } = context.tools;
  if (platform !== 'linux') return { ...part, state: 'works', detail: 'the system’s own' };
  if (isRoot) return { ...part, state: 'works', detail: 'off, as Chromium has none for root' };
  for (const { setting, forbids, allows } of obstacles) {
    const path = `/proc/sys/${setting.replaceAll('.', '/')}`;
    const value = await readFile(path, 'utf8').catch(() => undefined);
    if (value?.trim() !== forbids) continue;
    const detail = `${setting} is ${forbids}`;
    return { ...part, state: 'broken', detail, remedy: `sudo sysctl -w ${setting}=${allows}` };
  }
  return { ...part, state: 'works', detail: 'user namespaces are allowed' };
}
