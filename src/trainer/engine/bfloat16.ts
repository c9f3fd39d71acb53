import { existsSync, readFileSync } from 'node:fs';
import type { ComputeType } from './contract.ts';
import type { LayerGraph } from './layerGraph.ts';

/** The layers whose kernels were checked in bfloat16. */
const capable = new Set([
  'Add',
  'Activation',
  'BatchNormalization',
  'Conv2D',
  'Dense',
  'Dropout',
  'Flatten',
  'GlobalMaxPooling2D',
  'MaxPooling2D',
  'Reshape',
]);

const activations = new Set(['linear', 'relu', 'softmax', undefined]);

/** What a program will compute in, and why not in what was asked for. */
export interface ComputeChoice {
  readonly computeType: ComputeType;
  readonly fallbacks: readonly string[];
}

/** Whether this processor multiplies bfloat16 itself; elsewhere it is emulated and slower. */
export function processorHasBfloat16(cpuInfo = '/proc/cpuinfo'): boolean {
  if (!existsSync(cpuInfo)) return false;
  return /\b(avx512_bf16|amx_bf16|avx_ne_convert|bf16)\b/.test(readFileSync(cpuInfo, 'utf8'));
}

/** Decides on float32 or bfloat16: the latter only where processor and layers have it. */
export function chooseComputeType(
  asked: ComputeType,
  graph: LayerGraph,
  processorCan = processorHasBfloat16(),
): ComputeChoice {
  if (asked === 'float32') return { computeType: 'float32', fallbacks: [] };
  const reasons = graph.nodes
    .filter(({ layer }) => {
      const activation: unknown = layer.getConfig()['activation'];
      return !capable.has(layer.getClassName()) || !activations.has(activation as string);
    })
    .map(({ layer }) => `${layer.getClassName()} “${layer.name}”: has no bfloat16 kernel`);
  if (!processorCan) reasons.unshift('the processor has no bfloat16 instructions');
  if (reasons.length === 0) return { computeType: 'bfloat16', fallbacks: [] };
  return { computeType: 'float32', fallbacks: reasons };
}
