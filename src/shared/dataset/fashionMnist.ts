/** One file of the data set, as its authors publish it. */
export interface DatasetFile {
  readonly name: string;
  /** SHA-256 of the gzip file, in hexadecimal. */
  readonly sha256: string;
}

/**
 * Fashion-MNIST: Xiao, Rasul and Vollgraf, "Fashion-MNIST: a Novel Image Dataset for Benchmarking
 * Machine Learning Algorithms", 2017. Class names are the authors'.
 */
export const FASHION_MNIST = {
  id: 'fashion-mnist',
  name: 'Fashion-MNIST',
  imageShape: [28, 28, 1],
  trainCount: 60_000,
  testCount: 10_000,
  classNames: [
    'T-shirt/top',
    'Trouser',
    'Pullover',
    'Dress',
    'Coat',
    'Sandal',
    'Shirt',
    'Sneaker',
    'Bag',
    'Ankle boot',
  ],
  files: {
    trainImages: {
      name: 'train-images-idx3-ubyte.gz',
      sha256: 'b0564c3eedabfbf835052cff8503ea422014ce006caf5b757f851416ee8300c7',
    },
    trainLabels: {
      name: 'train-labels-idx1-ubyte.gz',
      sha256: '0ae29f65d86684f32d1b9c85147786c547b9c6aebcaf235f0400a0cce308b056',
    },
    testImages: {
      name: 't10k-images-idx3-ubyte.gz',
      sha256: 'cc1d090a38ace84dfa1aa66e3ada7c336ef481a96936907477e6dd344da56eaa',
    },
    testLabels: {
      name: 't10k-labels-idx1-ubyte.gz',
      sha256: '8d3605d196f4be44669e46906da9733c8131fef761fdbfec72c424d5222f1a05',
    },
  },
} as const satisfies {
  readonly id: string;
  readonly name: string;
  readonly imageShape: readonly [number, number, number];
  readonly trainCount: number;
  readonly testCount: number;
  readonly classNames: readonly string[];
  readonly files: Readonly<Record<string, DatasetFile>>;
};

/** A part of the data set. */
export type SplitName = 'train' | 'validation' | 'test';
