import type { DatasetDescription } from '../../dataset/datasetDescription.ts';
import type { ExperimentSpec } from '../experimentSpec.ts';
import type { Augmentation } from '../training/augmentation.ts';
import { call, indented, python, type PythonArguments } from './python.ts';

/** One stratified part of the labels' indices, as large as `count`. */
const STRATIFIED = [
  'def stratified(labels, count, rng):',
  '    """Indices of `count` examples, each class in its share."""',
  '    order = rng.permutation(len(labels))',
  '    ranks = np.empty(len(labels))',
  '    for label in np.unique(labels):',
  '        own = order[labels[order] == label]',
  '        ranks[own] = (np.arange(len(own)) + 0.5) / len(own)',
  '    return np.argsort(ranks, kind="stable")[:count]',
];

/**
 * The data as Keras 3 code that makes `train`, `validation` and `test`. Split and order are drawn anew:
 * Atelier's own follow from its seed in another way.
 */
export function kerasDataCode(
  spec: ExperimentSpec,
  dataset: DatasetDescription,
): readonly string[] {
  const { samples, testSamples, validationShare } = spec.dataset;
  const rows = spec.architecture.input === 'sequence';
  const [height, width, channels] = dataset.imageShape;
  const shape = rows ? [height, width * channels] : [height, width, channels];
  const some = (from: string, count: number): string[] => [
    `some = stratified(y_${from}, ${count}, rng)`,
    `x_${from}, y_${from} = x_${from}[some], y_${from}[some]`,
  ];
  return [
    ...STRATIFIED,
    '',
    '',
    ...loading(dataset),
    `rng = np.random.default_rng(${spec.seed})`,
    ...(samples === null ? [] : some('train', samples)),
    ...(testSamples === null ? [] : some('test', testSamples)),
    `held_out = stratified(y_train, round(${validationShare} * len(y_train)), rng)`,
    'kept = np.setdiff1d(np.arange(len(y_train)), held_out)',
    'steps_per_epoch = -(-len(kept) // BATCH_SIZE)',
    ...augmentationCode(spec.training.augmentation, height, width),
    '',
    '',
    'def batches(x, y, training=False):',
    ...indented([
      `x = x.reshape(-1, ${height}, ${width}, ${channels}).astype("float32") / 255`,
      `y = keras.utils.to_categorical(y, ${dataset.classNames.length})`,
      'data = tf.data.Dataset.from_tensor_slices((x, y))',
      'if training:',
      ...indented([`data = data.shuffle(len(x), seed=${spec.seed})`]),
      'data = data.batch(BATCH_SIZE)',
      ...(spec.training.augmentation
        ? ['if training:', '    data = data.map(lambda x, y: (augment(x, training=True), y))']
        : []),
      ...(rows
        ? [`data = data.map(lambda x, y: (tf.reshape(x, (-1, ${shape.join(', ')})), y))`]
        : []),
      'return data.prefetch(tf.data.AUTOTUNE)',
    ]),
    '',
    '',
    'train = batches(x_train[kept], y_train[kept], training=True)',
    'validation = batches(x_train[held_out], y_train[held_out])',
    'test = batches(x_test, y_test)',
  ];
}

function loading({ id, name }: DatasetDescription): readonly string[] {
  if (id === 'fashion-mnist') {
    return ['(x_train, y_train), (x_test, y_test) = keras.datasets.fashion_mnist.load_data()'];
  }
  return [
    `# ${name.replaceAll(/\s+/g, ' ')}: images as uint8 (count, height, width, channels), labels from 0.`,
    `data = np.load(${python(`${id}.npz`)})`,
    'x_train, y_train, x_test, y_test = (data[k] for k in ("x_train", "y_train", "x_test", "y_test"))',
  ];
}

function augmentationCode(
  augmentation: Augmentation | null,
  height: number,
  width: number,
): readonly string[] {
  if (augmentation === null) return [];
  const { shift, horizontalFlip, verticalFlip, rotation, erase } = augmentation;
  const layers: string[] = [];
  const add = (name: string, options: PythonArguments): void => {
    layers.push(`${call(`layers.${name}`, options)},`);
  };
  const outside = { fill_mode: 'constant', fill_value: 0 };
  if (horizontalFlip) add('RandomFlip', { mode: 'horizontal' });
  if (verticalFlip) add('RandomFlip', { mode: 'vertical' });
  if (rotation > 0) add('RandomRotation', { factor: rotation / 360, ...outside });
  if (shift > 0) {
    const factors = { height_factor: shift / height, width_factor: shift / width };
    add('RandomTranslation', { ...factors, ...outside });
  }
  if (erase > 0) add('RandomErasing', { factor: 0.5, scale: [0, erase], fill_value: 0 });
  return ['augment = keras.Sequential(', ...indented(['[', ...indented(layers), ']']), ')'];
}
