import { assertNever } from '../../shared/assertNever.ts';
import type {
  InspectAnswer,
  InspectedModel,
  InspectQuestion,
} from '../../shared/contract/inspect.ts';
import { LabError } from '../../shared/errors.ts';
import { sizeOf } from '../../shared/spec/shape.ts';
import { layerGraph, type LayerGraph } from '../engine/layerGraph.ts';
import { buildModel } from '../model/buildModel.ts';
import type { TensorFlow } from '../tf.ts';
import { activationsOf, probabilitiesOf } from './activations.ts';
import { filtersOf } from './filters.ts';
import { gradCam } from './gradCam.ts';
import { loadWeights } from './loadWeights.ts';

/** A model that is at hand for the next question. */
interface Loaded {
  readonly key: string;
  readonly model: TensorFlow.LayersModel;
  readonly graph: LayerGraph;
}

/** Looks into saved models on ordinary tfjs. Keeps the last one. */
export class ModelInspector {
  #loaded: Loaded | null = null;

  /**
   * Answers a question about a model.
   *
   * @throws LabError `bad-input` when the image does not fit the model; as `loadWeights` does
   */
  async answer(inspected: InspectedModel, question: InspectQuestion): Promise<InspectAnswer> {
    const { graph } = await this.#load(inspected);
    switch (question.ask) {
      case 'probabilities': {
        const { ask } = question;
        return { ask, probabilities: probabilitiesOf(graph, fitting(graph, question.pixels)) };
      }
      case 'activations':
        return { ask: question.ask, ...activationsOf(graph, fitting(graph, question.pixels)) };
      case 'filters':
        return { ask: question.ask, filters: filtersOf(graph, inspected.dataset.imageShape) };
      case 'gradCam': {
        const { ask, pixels, classIndex } = question;
        return { ask, gradCam: gradCam(graph, fitting(graph, pixels), classIndex) };
      }
      default:
        return assertNever(question);
    }
  }

  async #load(inspected: InspectedModel): Promise<Loaded> {
    const { runDir, epoch, sha256 } = inspected;
    const key = JSON.stringify([runDir, epoch, sha256]);
    if (this.#loaded?.key === key) return this.#loaded;
    this.#loaded?.model.dispose();
    this.#loaded = null;
    const model = buildModel(inspected.spec, inspected.dataset.imageShape);
    try {
      await loadWeights(model, inspected);
      this.#loaded = { key, model, graph: layerGraph(model) };
      return this.#loaded;
    } catch (error) {
      model.dispose();
      throw error;
    }
  }
}

function fitting({ inputShape }: LayerGraph, pixels: Uint8Array): Uint8Array {
  const size = sizeOf(inputShape);
  if (pixels.length === size) return pixels;
  throw new LabError({
    code: 'bad-input',
    message: `The image has ${pixels.length} values, but the model takes ${size}`,
    hint: `Give it ${inputShape.join(' × ')} values`,
  });
}
