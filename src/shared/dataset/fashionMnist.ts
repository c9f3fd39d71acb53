import type { DatasetCatalogue, DatasetDescription } from './datasetDescription.ts';

/**
 * Fashion-MNIST: Xiao, Rasul and Vollgraf, "Fashion-MNIST: a Novel Image Dataset for Benchmarking
 * Machine Learning Algorithms", 2017. Class names are the authors'.
 */
export const FASHION_MNIST: DatasetDescription = {
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
      contentSha256: 'c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888',
    },
    trainLabels: {
      name: 'train-labels-idx1-ubyte.gz',
      contentSha256: 'bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9',
    },
    testImages: {
      name: 't10k-images-idx3-ubyte.gz',
      contentSha256: '5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b',
    },
    testLabels: {
      name: 't10k-labels-idx1-ubyte.gz',
      contentSha256: '0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34',
    },
  },
  datasetHash: '697249e9d1e87d6b2c6a738e828c890264cffecccb13840d472e3585751a5582',
};

/** The data sets that come with the program. */
export const BUILT_IN_DATASETS: DatasetCatalogue = [FASHION_MNIST];
