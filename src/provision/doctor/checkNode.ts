import { nodeRuntime, runsTheLab } from '../artifacts/nodeRuntime.ts';
import { describeFailure } from '../describeFailure.ts';
import { findInstalled } from '../ensureArtifact.ts';
import type { DoctorContext, PartReport } from './doctorReport.ts';
import { runProbe } from './probe.ts';
import { unprovisioned } from './unprovisioned.ts';

const source = `console.log(JSON.stringify({
  node: process.versions.node, napi: process.versions.napi }))`;

/** Runs the Node that runs the lab. */
export async function checkNode(context: DoctorContext): Promise<PartReport> {
  const { tools, provisioned, cache, root } = context;
  const part = { id: 'node', title: 'Node', required: true } as const;
  if (provisioned === undefined) return unprovisioned(part, context);
  const installed = await findInstalled(nodeRuntime(tools.platform, tools.arch), cache);
  const isSystem = provisioned.node === process.execPath;
  const found = {
    ...part,
    path: provisioned.node,
    source: isSystem ? 'the system' : installed?.manifest.source,
  };
  try {
    const { node, napi } = await runProbe({ file: provisioned.node, source, cwd: root }, tools);
    const isNewEnough = runsTheLab(String(node));
    return {
      ...found,
      version: String(node),
      state: isNewEnough ? 'works' : 'broken',
      detail: `ran it: Node-API ${String(napi)}`,
      remedy: isNewEnough ? undefined : 'install Node 24',
    };
  } catch (error) {
    const remedy = `remove ${provisioned.node}, then npm run lab -- doctor`;
    return { ...found, state: 'broken', detail: describeFailure(error), remedy };
  }
}
