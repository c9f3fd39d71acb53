import { tf, type TensorFlow } from '../src/trainer/tf.ts';

/** The study's three models, by their names as presets. */
export const studyModelNames = ['cnn', 'cnn2', 'rnn'] as const;

/** One of {@link studyModelNames}. */
export type StudyModelName = (typeof studyModelNames)[number];

/** What may differ from run to run of a study model. */
export interface StudyModelOptions {
  /** False leaves every dropout out, for comparisons with another engine. */
  readonly dropout?: boolean;
  readonly seed?: number;
}

type Layer = TensorFlow.layers.Layer;

/** Makes layers with seeded initialisers, in order. */
class LayerMaker {
  #seed: number;
  readonly #dropout: boolean;

  constructor(options: StudyModelOptions) {
    this.#seed = options.seed ?? 1;
    this.#dropout = options.dropout ?? true;
  }

  conv(filters: number, inputShape?: number[]): Layer[] {
    const config = {
      filters,
      kernelSize: 3,
      activation: 'relu' as const,
      kernelInitializer: this.#glorot(),
    };
    const first = inputShape === undefined ? config : { ...config, inputShape };
    return [tf.layers.conv2d(first), tf.layers.batchNormalization()];
  }

  dense(units: number): Layer {
    return tf.layers.dense({ units, activation: 'relu', kernelInitializer: this.#glorot() });
  }

  classes(): Layer {
    return tf.layers.dense({
      units: 10,
      activation: 'softmax',
      kernelInitializer: this.#glorot(),
    });
  }

  lstm(units: number): Layer {
    return tf.layers.lstm({
      units,
      inputShape: [28, 28],
      recurrentActivation: 'sigmoid',
      kernelInitializer: this.#glorot(),
      recurrentInitializer: tf.initializers.orthogonal({ seed: this.#next() }),
    });
  }

  dropout(rate: number): Layer[] {
    return this.#dropout ? [tf.layers.dropout({ rate })] : [];
  }

  head(): Layer[] {
    const block = (units: number) => [
      this.dense(units),
      tf.layers.batchNormalization(),
      ...this.dropout(0.5),
    ];
    return [tf.layers.flatten(), ...block(512), ...block(128), this.classes()];
  }

  #glorot(): ReturnType<typeof tf.initializers.glorotUniform> {
    return tf.initializers.glorotUniform({ seed: this.#next() });
  }

  #next(): number {
    this.#seed += 1;
    return this.#seed;
  }
}

function layersOf(name: StudyModelName, make: LayerMaker): Layer[] {
  switch (name) {
    case 'cnn':
      return [
        ...make.conv(32, [28, 28, 1]),
        ...make.conv(32),
        ...make.dropout(0.25),
        ...make.head(),
      ];
    case 'cnn2':
      return [
        ...make.conv(32, [28, 28, 1]),
        ...make.conv(32),
        tf.layers.maxPooling2d({ poolSize: 2 }),
        ...make.dropout(0.25),
        ...make.conv(64),
        ...make.conv(64),
        tf.layers.maxPooling2d({ poolSize: 2 }),
        ...make.dropout(0.25),
        ...make.conv(128),
        ...make.dropout(0.25),
        ...make.head(),
      ];
    case 'rnn':
      return [
        make.lstm(128),
        ...make.dropout(0.3),
        make.dense(64),
        ...make.dropout(0.3),
        make.classes(),
      ];
  }
}

/** Builds one of the study's models as a plain tfjs model, uncompiled, with Keras's defaults. */
export function buildStudyModel(
  name: StudyModelName,
  options: StudyModelOptions = {},
): TensorFlow.Sequential {
  return tf.sequential({ layers: layersOf(name, new LayerMaker(options)) });
}
