import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describeFailure } from '../describeFailure.ts';
import type { DoctorContext, PartReport } from './doctorReport.ts';
import { runProbe } from './probe.ts';
import { unprovisioned } from './unprovisioned.ts';

/** Asks the engine itself, from the project's source, in a process of its own. */
function engineProbe(root: string): string {
  const url = (...path: string[]) => JSON.stringify(pathToFileURL(join(root, ...path)).href);
  return `
    (async () => {
      const { binding } = await import(${url('src', 'trainer', 'tf.ts')});
      const { probeKernels } = await import(${url('src', 'trainer', 'kernels', 'probe.ts')});
      console.log(JSON.stringify({ ...probeKernels(), gpu: binding.isUsingGpuDevice() }));
    })();`;
}

interface EngineAnswer {
  readonly works: readonly string[];
  readonly missing: readonly string[];
  readonly gpu: boolean;
}

const answers = new WeakMap<DoctorContext, Promise<EngineAnswer>>();

/** Both checks of one report share the answer: each process loads all of libtensorflow. */
function askOnce(context: DoctorContext): Promise<EngineAnswer> {
  const answer = answers.get(context) ?? askEngine(context);
  answers.set(context, answer);
  return answer;
}

async function askEngine(context: DoctorContext): Promise<EngineAnswer> {
  const { provisioned, tools, root } = context;
  if (provisioned === undefined) throw new Error('nothing is provisioned');
  const probe = {
    file: provisioned.node,
    source: engineProbe(root),
    cwd: root,
    env: provisioned.env,
  };
  const { works, missing, gpu } = await runProbe(probe, tools);
  return { works: works as string[], missing: missing as string[], gpu: gpu === true };
}

/** Says which operations behind the native kernels answer, and which have a slower way instead. */
export async function checkKernels(context: DoctorContext): Promise<PartReport> {
  const part = { id: 'kernels', title: 'Native kernels', required: false, forSpeed: true } as const;
  if (context.provisioned === undefined) return unprovisioned(part, context);
  try {
    const { works, missing } = await askOnce(context);
    if (missing.length === 0) {
      return { ...part, state: 'works', detail: `all answer: ${works.join(', ')}` };
    }
    const detail = `no answer from ${missing.join(', ')}: what needs them runs on ordinary operations, slower`;
    return {
      ...part,
      state: 'missing',
      detail,
      remedy: 'none is needed: training works all the same',
    };
  } catch (error) {
    return { ...part, state: 'broken', detail: describeFailure(error) };
  }
}

/** Says whether TensorFlow has a GPU to train on. */
export async function checkGpu(context: DoctorContext): Promise<PartReport> {
  const part = { id: 'gpu', title: 'GPU', required: false, forSpeed: true } as const;
  if (context.provisioned === undefined) return unprovisioned(part, context);
  try {
    const { gpu } = await askOnce(context);
    if (gpu) return { ...part, state: 'works', detail: 'TensorFlow trains on a GPU' };
    return {
      ...part,
      state: 'missing',
      detail: 'TensorFlow lists no GPU: training uses the processor',
      remedy: 'none is needed; a GPU takes libtensorflow’s GPU build and the vendor’s driver',
    };
  } catch (error) {
    return { ...part, state: 'broken', detail: describeFailure(error) };
  }
}
