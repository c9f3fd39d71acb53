import { tensorflow } from '../artifacts/tensorflow.ts';
import { describeFailure } from '../describeFailure.ts';
import { findInstalled } from '../ensureArtifact.ts';
import { installedVersion } from '../projectRoot.ts';
import type { DoctorContext, PartReport } from './doctorReport.ts';
import { runProbe } from './probe.ts';
import { unprovisioned } from './unprovisioned.ts';

// util.isArray and util.isNullOrUndefined, which tfjs-node calls, are gone from Node 23 on.
const source = `
  const util = require('util');
  util.isArray ??= Array.isArray;
  util.isNullOrUndefined ??= (value) => value === null || value === undefined;
  const tf = require('@tensorflow/tfjs-node');
  const product = tf.matMul([[1, 2], [3, 4]], [[5], [6]]).dataSync();
  if (product[0] !== 17 || product[1] !== 39) throw new Error('matMul gave ' + product);
  console.log(JSON.stringify({
    library: tf.backend().binding.TF_Version, backend: tf.getBackend() }));`;

/** Loads tfjs-node with libtensorflow and multiplies two matrices. */
export async function checkTensorflow(context: DoctorContext): Promise<PartReport> {
  const part = { id: 'tensorflow', title: 'TensorFlow', required: true } as const;
  const { provisioned, tools, cache, root } = context;
  if (provisioned === undefined) return unprovisioned(part, context);
  const installed = await findInstalled(tensorflow(tools.platform, tools.arch), cache);
  const found = {
    ...part,
    version: installed?.manifest.version,
    source: installed?.manifest.source ?? 'tfjs-node’s own installer',
    path: installed?.directory,
  };
  try {
    const env = provisioned.env;
    const probe = { file: provisioned.node, source, cwd: root, env };
    const { library, backend } = await runProbe(probe, tools);
    const addon = installedVersion('@tensorflow/tfjs-node', root);
    const detail = `multiplied matrices on ${backend}, tfjs-node ${addon}, libtensorflow ${library}`;
    return { ...found, version: String(library), state: 'works', detail };
  } catch (error) {
    const remedy = `remove ${cache}, then npm run lab -- doctor`;
    return { ...found, state: 'broken', detail: describeFailure(error), remedy };
  }
}
