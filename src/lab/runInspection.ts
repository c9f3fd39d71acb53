import type { Inspector } from '../queue/inspector.ts';
import type {
  Filters,
  GradCam,
  ImageActivations,
  ImageChoice,
  ImagePrediction,
  InspectedModel,
} from '../shared/contract/inspect.ts';
import { copyPixels } from '../shared/dataset/copyPixels.ts';
import type { DatasetDescription } from '../shared/dataset/datasetDescription.ts';
import type { LoadedDataset } from '../shared/dataset/labelledImages.ts';
import { LabError } from '../shared/errors.ts';
import { sizeOf } from '../shared/spec/shape.ts';
import type { StoreReader } from '../store/store.ts';
import { datasetOfRun } from './datasetOfRun.ts';

/** Weights of a run: of a checkpoint's epoch, or null for the model that it saved. */
export interface ModelOfRun {
  readonly runId: string;
  readonly epoch: number | null;
}

/** Weights of a run and an image. */
export interface ImageOfRun extends ModelOfRun {
  readonly image: ImageChoice;
}

/** What runs are looked into with. */
export interface RunInspectionInit {
  readonly store: Pick<StoreReader, 'getRun'>;
  readonly inspector: Pick<Inspector, 'ask'>;
  readonly runDir: (runId: string) => string;
  readonly describe: (datasetId: string) => DatasetDescription;
  readonly dataset: (datasetId: string) => Promise<LoadedDataset>;
}

/**
 * Looks into the models of runs. Every method throws LabError: `not-found` for a run, an epoch or an image
 * that is not there, `bad-input` for an image of another size, and as the inspector does.
 */
export interface RunInspection {
  predict(request: ImageOfRun): Promise<ImagePrediction>;
  activations(request: ImageOfRun): Promise<ImageActivations>;
  /** @returns null when the first layer's weights make no picture */
  filters(request: ModelOfRun): Promise<Filters | null>;
  /** @returns null for a model without convolutions */
  gradCam(request: ImageOfRun & { readonly classIndex: number | null }): Promise<GradCam | null>;
}

type Picture = Omit<ImagePrediction, 'probabilities'>;

/** Prepares looking into runs, for the window and the command line alike. */
export function createRunInspection(init: RunInspectionInit): RunInspection {
  const { inspector } = init;
  const prepare = async (request: ImageOfRun): Promise<readonly [InspectedModel, Picture]> => [
    modelOf(init, request),
    await pictureOf(init, request),
  ];
  return {
    predict: async (request) => {
      const [model, picture] = await prepare(request);
      const { pixels } = picture;
      const { probabilities } = await inspector.ask(model, { ask: 'probabilities', pixels });
      return { ...picture, probabilities };
    },
    activations: async (request) => {
      const [model, picture] = await prepare(request);
      const { pixels } = picture;
      const { probabilities, layers } = await inspector.ask(model, { ask: 'activations', pixels });
      return { ...picture, probabilities, layers };
    },
    filters: async (request) =>
      (await inspector.ask(modelOf(init, request), { ask: 'filters' })).filters,
    gradCam: async ({ classIndex, ...request }) => {
      const [model, { pixels }] = await prepare(request);
      return (await inspector.ask(model, { ask: 'gradCam', pixels, classIndex })).gradCam;
    },
  };
}

function modelOf(
  { store, runDir, describe }: RunInspectionInit,
  { runId, epoch }: ModelOfRun,
): InspectedModel {
  const { spec, summary, artifacts, checkpoints } = store.getRun(runId);
  const file =
    epoch === null
      ? artifacts.find(({ path }) => path === 'model/weights.bin')
      : checkpoints.find((checkpoint) => checkpoint.epoch === epoch);
  if (file === undefined) throw noWeights(summary.name, epoch);
  const dataset = describe(spec.dataset.id);
  return { spec, dataset, runDir: runDir(runId), epoch, sha256: file.sha256 };
}

async function pictureOf(
  { store, describe, dataset }: RunInspectionInit,
  { runId, image }: ImageOfRun,
): Promise<Picture> {
  const { imageShape } = describe(store.getRun(runId).spec.dataset.id);
  if (image.kind === 'drawn') {
    const pixels = Uint8Array.from(image.pixels);
    if (pixels.length !== sizeOf(imageShape)) throw otherSize(pixels.length, imageShape);
    return { imageShape, pixels, label: null };
  }
  const images = (await datasetOfRun(store, runId, dataset))[image.split];
  const label = images.labels[image.index];
  if (label === undefined) throw noImage(image.split, image.index, images.labels.length);
  return { imageShape, pixels: copyPixels(images, image.index, imageShape), label };
}

function noWeights(name: string, epoch: number | null): LabError {
  return new LabError({
    code: 'not-found',
    message:
      epoch === null
        ? `${name} has not saved a model yet`
        : `${name} has no checkpoint of epoch ${epoch} any more`,
    hint: epoch === null ? 'Wait for its first checkpoint, or its end' : 'Choose another epoch',
  });
}

function otherSize(found: number, shape: readonly number[]): LabError {
  return new LabError({
    code: 'bad-input',
    message: `The image has ${found} values instead of ${sizeOf(shape)}`,
    hint: `Give it ${shape.join(' × ')} values from 0 to 255`,
  });
}

function noImage(split: string, index: number, count: number): LabError {
  return new LabError({
    code: 'not-found',
    message: `There is no ${split} image ${index}`,
    hint: `Images are counted from 0 to ${count - 1}`,
  });
}
