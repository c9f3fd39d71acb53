import { describeFailure } from '../describeFailure.ts';
import type { DoctorContext, PartReport } from './doctorReport.ts';
import { findElectron } from './findElectron.ts';
import { runProbe } from './probe.ts';

const source = `console.log(JSON.stringify({
  electron: process.versions.electron, chrome: process.versions.chrome,
  node: process.versions.node, napi: process.versions.napi }))`;

/** Runs Electron without a window, as far as it is provisioned: only a window needs it. */
export async function checkElectron(context: DoctorContext): Promise<PartReport> {
  const part = { id: 'electron', title: 'Electron', required: false } as const;
  const found = await findElectron(context);
  if (found === undefined) {
    const detail = 'only the window needs it, and brings it';
    return { ...part, state: 'missing', detail, remedy: 'npm start' };
  }
  const { path, installed } = found;
  const { version, source: origin } = installed.manifest;
  const facts = { ...part, version, source: origin, path };
  try {
    const env = { ELECTRON_RUN_AS_NODE: '1' };
    const probe = { file: path, source, cwd: context.root, env };
    const { electron, chrome, node, napi } = await runProbe(probe, context.tools);
    return {
      ...facts,
      version: String(electron),
      state: 'works',
      detail: `ran it: Chromium ${chrome}, Node ${node}, Node-API ${napi}`,
    };
  } catch (error) {
    const remedy = `remove ${installed.directory}, then npm start`;
    return { ...facts, state: 'broken', detail: describeFailure(error), remedy };
  }
}
