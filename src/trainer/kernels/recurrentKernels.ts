import type { TensorFlow } from '../tf.ts';
import { bidirectional } from './bidirectional.ts';
import { gru } from './gru.ts';
import type { Kernel } from './kernel.ts';
import {
  activationOf,
  numberOf,
  outputActivationOf,
  refuse,
  requireOption,
  requirePlainWeights,
  type KernelSource,
} from './layerOptions.ts';
import { lstm } from './lstm.ts';
import { simpleRnn } from './simpleRnn.ts';
import { variablesOf } from './variable.ts';

function requirePlainRecurrence(source: KernelSource): void {
  requireOption(source, 'stateful', false);
  requireOption(source, 'returnState', false);
  requireOption(source, 'dropout', 0);
  requireOption(source, 'recurrentDropout', 0);
}

function sequenceOptions(source: KernelSource) {
  requirePlainRecurrence(source);
  return {
    variables: variablesOf(source.layer),
    returnSequences: source.config['returnSequences'] === true,
    goBackwards: source.config['goBackwards'] === true,
  };
}

/** The kernel of an LSTM with Keras's activations. */
export function makeLstm(source: KernelSource): Kernel {
  requireOption(source, 'activation', 'tanh');
  requireOption(source, 'recurrentActivation', 'sigmoid');
  return lstm({ ...sequenceOptions(source), units: numberOf(source, 'units', 0) });
}

/** The kernel of a GRU. */
export function makeGru(source: KernelSource): Kernel {
  requireOption(source, 'resetAfter', false);
  const activation = outputActivationOf(source, 'activation');
  const recurrentActivation = outputActivationOf(source, 'recurrentActivation');
  const units = numberOf(source, 'units', 0);
  return gru({ ...sequenceOptions(source), units, activation, recurrentActivation });
}

/** The kernel of a SimpleRNN. */
export function makeSimpleRnn(source: KernelSource): Kernel {
  const activation = activationOf(source);
  if (activation !== null) outputActivationOf(source, 'activation');
  return simpleRnn({ ...sequenceOptions(source), activation });
}

const makers: ReadonlyMap<string, (source: KernelSource) => Kernel> = new Map([
  ['LSTM', makeLstm],
  ['GRU', makeGru],
  ['SimpleRNN', makeSimpleRnn],
]);

/** The two directions of tfjs's wrapper, which its types keep private. */
interface Wrapper {
  readonly forwardLayer: TensorFlow.layers.Layer;
  readonly backwardLayer: TensorFlow.layers.Layer;
}

/** The kernel of a recurrent layer in both directions. */
export function makeBidirectional(source: KernelSource): Kernel {
  requireOption(source, 'mergeMode', 'concat', 'sum');
  const { forwardLayer, backwardLayer } = source.layer as unknown as Wrapper;
  const inner = (layer: TensorFlow.layers.Layer): Kernel => {
    const maker = makers.get(layer.getClassName());
    const own = { ...source, layer, config: layer.getConfig() };
    if (maker === undefined) return refuse(own, 'has no native kernel in both directions');
    requirePlainWeights(own);
    return maker(own);
  };
  return bidirectional({
    forwards: inner(forwardLayer),
    backwards: inner(backwardLayer),
    mergeMode: source.config['mergeMode'] === 'sum' ? 'sum' : 'concat',
    returnSequences: forwardLayer.getConfig()['returnSequences'] === true,
  });
}
