import type { ExperimentSpec } from '../../src/shared/spec/experimentSpec.ts';
import type { Layer } from '../../src/shared/spec/layers/index.ts';
import { studySpec, type StudyModelName } from '../studyModels.ts';

/** A short run whose time is estimated. */
export interface EstimateSpec {
  readonly name: string;
  readonly spec: ExperimentSpec;
}

interface Variation {
  readonly samples: number;
  readonly epochs?: number;
  readonly batch?: number;
  /** Filters and units by so much. */
  readonly width?: number;
}

/**
 * Ten runs, half a minute each at the most on two cores: the three presets first, which have nothing but
 * the calibration to go by, then others that earlier ones correct.
 */
export const ESTIMATE_SPECS: readonly EstimateSpec[] = [
  variant('rnn', { samples: 20_000, epochs: 2 }),
  variant('cnn', { samples: 6000 }),
  variant('cnn2', { samples: 5000 }),
  variant('rnn', { samples: 10_000, epochs: 2, batch: 64 }),
  variant('cnn', { samples: 4000, batch: 64 }),
  variant('cnn2', { samples: 8000, width: 0.5 }),
  variant('rnn', { samples: 10_000, epochs: 2, width: 2 }),
  variant('cnn', { samples: 5000, epochs: 2, width: 0.5 }),
  variant('cnn2', { samples: 3000, epochs: 2, batch: 128 }),
  variant('rnn', { samples: 30_000, batch: 512 }),
];

/** The three presets on all images, three epochs each: what short runs taught is put to long ones. */
export const LONG_SPECS: readonly EstimateSpec[] = [
  variant('rnn', { samples: 60_000, epochs: 3 }),
  variant('cnn', { samples: 60_000, epochs: 3 }),
  variant('cnn2', { samples: 60_000, epochs: 3 }),
];

function variant(
  model: StudyModelName,
  { samples, epochs = 1, batch, width = 1 }: Variation,
): EstimateSpec {
  const base = studySpec(model);
  const batchSize = batch ?? base.training.batchSize;
  const said = [`batch ${batchSize}`, `${samples.toLocaleString('en')} images × ${epochs}`];
  return {
    name: [model, ...(width === 1 ? [] : [`width × ${width}`]), ...said].join(', '),
    spec: {
      ...base,
      dataset: { ...base.dataset, samples },
      architecture: widened(base.architecture, width),
      training: { ...base.training, epochs, batchSize },
    },
  };
}

/** The architecture with its filters and units changed, but for the last layer, which is the classes. */
function widened(
  architecture: ExperimentSpec['architecture'],
  width: number,
): ExperimentSpec['architecture'] {
  const { layers } = architecture;
  const own = layers.map((layer, place) => (place === layers.length - 1 ? layer : wider(layer)));
  return { ...architecture, layers: own };

  function wider(layer: Layer): Layer {
    if (layer.type === 'Conv2D') return { ...layer, filters: Math.round(layer.filters * width) };
    if (layer.type === 'Dense' || layer.type === 'LSTM') {
      return { ...layer, units: Math.round(layer.units * width) };
    }
    return layer;
  }
}
