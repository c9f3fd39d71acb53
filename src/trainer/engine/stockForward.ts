import {
  drawnRate,
  dropoutMask,
  isDropout,
  maskShape,
  noiseShapeOf,
  type NoiseShape,
} from '../kernels/dropout.ts';
import { noiseFor } from '../kernels/gaussianNoise.ts';
import { at, type Pass } from '../kernels/kernel.ts';
import { readFloats, scoped } from '../kernels/nativeTensor.ts';
import { tf, type TensorFlow } from '../tf.ts';
import { endsInSoftmax } from './kernelGraph.ts';
import type { LayerGraph } from './layerGraph.ts';

/** A layer's output, with the engine's own reproducible dropout and noise in place of tfjs's. */
function applyLayer(
  layer: TensorFlow.layers.Layer,
  inputs: TensorFlow.Tensor[],
  place: number,
  pass: Pass,
): TensorFlow.Tensor {
  const name = layer.getClassName();
  const input = at(inputs, 0);
  if (isDropout(name)) {
    const config = layer.getConfig();
    return dropped(input, Number(config['rate'] ?? 0), noiseShapeOf(name, config), place, pass);
  }
  if (name === 'GaussianNoise') {
    return noisy(input, Number(layer.getConfig()['stddev'] ?? 0), place, pass);
  }
  const given = inputs.length === 1 ? input : inputs;
  return layer.apply(given, { training: pass.training }) as TensorFlow.Tensor;
}

function dropped(
  input: TensorFlow.Tensor,
  rate: number,
  noiseShape: NoiseShape | null,
  place: number,
  pass: Pass,
): TensorFlow.Tensor {
  if (!pass.training || drawnRate(rate) === 0) return input;
  const shape = maskShape(input.shape, noiseShape);
  const values = scoped(() => ({
    keep: [],
    result: readFloats(dropoutMask(shape, rate, { ...pass, layer: place })),
  }));
  return input.mul(tf.tensor(values, [...shape]).div(1 - drawnRate(rate)));
}

function noisy(
  input: TensorFlow.Tensor,
  stddev: number,
  layer: number,
  pass: Pass,
): TensorFlow.Tensor {
  if (!pass.training || stddev === 0) return input;
  const values = scoped(() => ({
    keep: [],
    result: readFloats(noiseFor(input.shape, stddev, { ...pass, layer })),
  }));
  return input.add(tf.tensor(values, input.shape));
}

/** What the last layer makes before its softmax. */
export function logitsOf(
  layer: TensorFlow.layers.Layer,
  input: TensorFlow.Tensor,
): TensorFlow.Tensor {
  if (layer.getClassName() !== 'Dense') return input;
  const [kernel, bias] = layer.weights.map((weight) => weight.read());
  const product = tf.matMul(input, kernel as TensorFlow.Tensor);
  return bias === undefined ? product : product.add(bias);
}

/**
 * Runs a model on ordinary tfjs up to its logits.
 * A model whose last layer is no softmax gives probabilities, whose logarithm serves as logits
 * after Keras's clipping to [1e-7, 1 − 1e-7].
 */
export function stockLogits(
  graph: LayerGraph,
  input: TensorFlow.Tensor,
  pass: Pass,
): TensorFlow.Tensor2D {
  const values: TensorFlow.Tensor[] = [input];
  const last = graph.nodes.length - 1;
  graph.nodes.forEach((node, place) => {
    const inputs = node.inputs.map((value) => at(values, value));
    if (place === last && endsInSoftmax(node.layer)) {
      values.push(logitsOf(node.layer, at(inputs, 0)));
    } else {
      values.push(applyLayer(node.layer, inputs, place, pass));
    }
  });
  const output = at(values, graph.nodes.length);
  if (endsInSoftmax(graph.nodes[last]?.layer)) return output as TensorFlow.Tensor2D;
  const normalised = output.div(output.sum(-1, true));
  return normalised.clipByValue(1e-7, 1 - 1e-7).log() as TensorFlow.Tensor2D;
}
