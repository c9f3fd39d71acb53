import { z } from 'zod';
import type { StackReport } from './inspectStack.ts';
import type { LayerProblem } from './layerDefinition.ts';
import { countLayers, inspectLayers, layerSchema, type Layer } from './layers/index.ts';
import { formatShape, sizeOf, type Shape } from './shape.ts';

/** Layers of a network at most, those inside blocks counted. */
const MOST_LAYERS = 200;

/** How an example enters the network: an image, or its rows as a sequence. */
export const architectureSchema = z.strictObject({
  input: z.enum(['image', 'sequence'], { error: 'input must be image or sequence' }),
  layers: z
    .array(layerSchema)
    .min(1, 'an architecture needs at least one layer')
    .refine((layers) => countLayers(layers) <= MOST_LAYERS, {
      error: `an architecture may have at most ${MOST_LAYERS} layers, those inside blocks counted`,
    }),
});

/** A stack of layers and the form of its input. */
export type Architecture = z.infer<typeof architectureSchema>;

/** What inference says of a whole network. */
export interface ArchitectureReport extends StackReport {
  /** The first problem of the stack as a whole, when each layer alone is fine. */
  readonly problem: LayerProblem | null;
}

/** Limits no desktop could train within; refused before anything is built. */
export const ARCHITECTURE_LIMITS = {
  parameters: 500_000_000,
  activationsPerExample: 50_000_000,
} as const;

/**
 * The shape in which one example enters.
 *
 * @param imageShape height, width, channels of the data
 */
export function inputShape(
  architecture: Architecture,
  imageShape: readonly [number, number, number],
): Shape {
  const [height, width, channels] = imageShape;
  return architecture.input === 'image' ? imageShape : [height, width * channels];
}

/**
 * Walks a stack, layer by layer, and says what each does or why it cannot.
 *
 * @param architecture the stack; its layers have been parsed
 * @param imageShape height, width, channels of the data
 * @param classes how many classes the data has
 */
export function inspectArchitecture(
  architecture: Architecture,
  imageShape: readonly [number, number, number],
  classes: number,
): ArchitectureReport {
  const input = inputShape(architecture, imageShape);
  const stack = inspectLayers(architecture.layers, input);
  const report = { ...stack, activations: stack.activations + sizeOf(input) };
  const { output } = report;
  const problem = output === null ? null : wholeProblem(architecture, output, classes, report);
  return { ...report, problem };
}

interface Totals {
  readonly trainableParameters: number;
  readonly activations: number;
}

function wholeProblem(
  architecture: Architecture,
  output: Shape,
  classes: number,
  totals: Totals,
): LayerProblem | null {
  const last = architecture.layers.at(-1);
  if (output.length !== 1 || output[0] !== classes) {
    return {
      message: `The network ends with ${formatShape(output)}, but the data has ${classes} classes`,
      hint: `End with Dense of ${classes} units and softmax`,
    };
  }
  if (last && !endsWithSoftmax(last)) {
    return {
      field: 'activation',
      message: 'The last layer must give probabilities for categorical cross-entropy',
      hint: 'Set its activation to softmax',
    };
  }
  if (totals.trainableParameters > ARCHITECTURE_LIMITS.parameters) {
    return tooLarge('parameters', totals.trainableParameters, ARCHITECTURE_LIMITS.parameters);
  }
  if (totals.activations > ARCHITECTURE_LIMITS.activationsPerExample) {
    return tooLarge(
      'activations per image',
      totals.activations,
      ARCHITECTURE_LIMITS.activationsPerExample,
    );
  }
  return null;
}

function endsWithSoftmax(layer: Layer): boolean {
  return 'activation' in layer && layer.activation === 'softmax';
}

function tooLarge(what: string, found: number, limit: number): LayerProblem {
  return {
    message: `The network has ${found.toLocaleString('en')} ${what}; the limit is ${limit.toLocaleString('en')}`,
    hint: 'Use fewer filters or units, or pool earlier',
  };
}
