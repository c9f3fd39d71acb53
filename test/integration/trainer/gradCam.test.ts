import { afterAll, expect, it } from 'vitest';
import { layerGraph } from '../../../src/trainer/engine/layerGraph.ts';
import { gradCam } from '../../../src/trainer/inspect/gradCam.ts';
import { tf } from '../../../src/trainer/tf.ts';

/**
 * Two channels on a 2 × 3 image, A = x and B = 1 − x, each averaged, and two classes: the score of class 0
 * is 3·mean(A), that of class 1 is 2·mean(B) − mean(A).
 */
function handMade() {
  const model = tf.sequential({
    layers: [
      tf.layers.conv2d({ filters: 2, kernelSize: 1, activation: 'relu', inputShape: [2, 3, 1] }),
      tf.layers.globalAveragePooling2d({}),
      tf.layers.dense({ units: 2, activation: 'softmax' }),
    ],
  });
  model.layers[0]?.setWeights([tf.tensor([1, -1], [1, 1, 1, 2]), tf.tensor([0, 1])]);
  model.layers[2]?.setWeights([tf.tensor([3, -1, 0, 2], [2, 2]), tf.tensor([0, 0])]);
  return model;
}

const model = handMade();
const graph = layerGraph(model);
const PIXELS = Uint8Array.of(0, 51, 102, 153, 204, 255);
const x = [...PIXELS].map((value) => value / 255);

afterAll(() => model.dispose());

/** What Grad-CAM's equations give: the weights by hand, the sum, what is positive, divided by the largest. */
function byHand(weightA: number, weightB: number): number[] {
  const sums = x.map((value) => Math.max(0, weightA * value + weightB * (1 - value)));
  return sums.map((sum) => sum / Math.max(...sums));
}

it.each([
  [0, byHand(3 / 6, 0)],
  [1, byHand(-1 / 6, 2 / 6)],
])('weighs the last convolution by the gradient of class %i', (classIndex, expected) => {
  const found = gradCam(graph, PIXELS, classIndex);
  expect(found).toMatchObject({ classIndex, rows: 2, columns: 3, layer: model.layers[0]?.name });
  [...(found?.heat ?? [])].forEach((heat, place) =>
    expect(heat).toBeCloseTo(expected[place] ?? 9, 5),
  );
});

it('takes the most likely class where none is named, and leaves no tensor behind', () => {
  const before = tf.memory().numTensors;
  // mean(A) is 0.5: the scores are 1.5 and 0.5.
  expect(gradCam(graph, PIXELS, null)?.classIndex).toBe(0);
  expect(tf.memory().numTensors).toBe(before);
});

it('says nothing of a model without a convolution, and refuses a class that there is not', () => {
  const dense = tf.sequential({
    layers: [
      tf.layers.flatten({ inputShape: [2, 3, 1] }),
      tf.layers.dense({ units: 2, activation: 'softmax' }),
    ],
  });
  expect(gradCam(layerGraph(dense), PIXELS, 0)).toBeNull();
  dense.dispose();
  expect(() => gradCam(graph, PIXELS, 2)).toThrow('there is no class 2');
});
