import { inspectArchitecture } from '../../src/shared/spec/architecture.ts';
import { FASHION_MNIST } from '../../src/shared/dataset/fashionMnist.ts';
import type { ExperimentSpec } from '../../src/shared/spec/experimentSpec.ts';
import { adam, build, conv, flatten, pool, repeat, softmax } from '../memory/buildSpec.ts';

/** Networks that differ in one size alone. */
export interface Growth {
  /** Which size, in words. */
  readonly size: string;
  readonly steps: readonly { readonly value: number; readonly spec: ExperimentSpec }[];
}

const BATCH = 256;

/** Two convolutions of some filters; only their own size changes. */
const convolutions = (filters: number, depth: number) => [
  conv(filters),
  pool,
  ...repeat(depth, [conv(filters)]),
  pool,
  flatten,
  softmax,
];

/** An LSTM over the image cut into some rows; the longer, the narrower. */
const lstm = (rows: number) => [
  { type: 'Reshape', targetShape: [rows, 784 / rows] },
  { type: 'LSTM', units: 128 },
  softmax,
];

function growth(
  size: string,
  values: readonly number[],
  specOf: (value: number) => ExperimentSpec,
): Growth {
  return { size, steps: values.map((value) => ({ value, spec: specOf(value) })) };
}

const of = (input: 'image' | 'sequence', layers: ReturnType<typeof repeat>, batch = BATCH) =>
  build('growth', input, layers, batch, adam).spec;

/** What is measured by `npm run bench -- growth`. */
export const GROWTHS: readonly Growth[] = [
  growth('batch size, convolutions', [32, 64, 128, 256, 512, 1024], (batch) =>
    of('image', convolutions(32, 1), batch),
  ),
  growth('batch size, LSTM', [32, 64, 128, 256, 512, 1024], (batch) =>
    of('sequence', lstm(28), batch),
  ),
  growth('width, filters', [16, 32, 64, 128], (filters) => of('image', convolutions(filters, 1))),
  growth('width, LSTM units', [32, 64, 128, 256], (units) =>
    of('sequence', [{ type: 'LSTM', units }, softmax]),
  ),
  growth('depth, convolutions', [1, 2, 4, 8], (depth) => of('image', convolutions(32, depth))),
  growth('sequence length', [7, 14, 28, 56, 112], (rows) => of('sequence', lstm(rows))),
];

/** Multiply-adds of one image, forwards. */
export function multiplyAddsOf({ architecture }: ExperimentSpec): number {
  const { imageShape, classNames } = FASHION_MNIST;
  return inspectArchitecture(architecture, imageShape, classNames.length).multiplyAdds;
}
