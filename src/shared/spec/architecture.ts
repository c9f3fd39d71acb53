import { z } from 'zod';
import type { StackReport } from './inspectStack.ts';
import type { LayerProblem } from './layerDefinition.ts';
import {
  countLayers,
  definitionOf,
  innerLayers,
  inspectLayers,
  layerSchema,
  type Layer,
} from './layers/index.ts';
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
  readonly problem: NetworkProblem | null;
}

/** What is wrong with a network whose layers each could stand where they are. */
export interface NetworkProblem extends LayerProblem {
  /** The layer where it shows: its path from the network, such as `layers.12`. */
  readonly at?: string;
}

/** A problem and the dotted path of what it is about in a spec. */
export interface ProblemAt {
  readonly path: string;
  readonly problem: LayerProblem;
}

/** All that is wrong with a network, by the paths of a spec. */
export function problemsOf({ layers, problem }: ArchitectureReport): readonly ProblemAt[] {
  const own = layers.flatMap((layer, index) =>
    layer.status === 'error' ? [placed(`layers.${index}`, layer.problem)] : [],
  );
  return problem ? [...own, placed(problem.at ?? 'layers', problem)] : own;
}

function placed(at: string, problem: LayerProblem): ProblemAt {
  const field = problem.field === undefined ? '' : `.${problem.field}`;
  return { path: `architecture.${at}${field}`, problem };
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
): NetworkProblem | null {
  const last = architecture.layers.at(-1);
  const at = `layers.${architecture.layers.length - 1}`;
  if (output.length !== 1 || output[0] !== classes) {
    return {
      rule: 'One output for each class',
      at,
      ...(last && 'units' in last && { field: 'units' }),
      message: `The network ends with ${formatShape(output)}, but the data has ${classes} classes`,
      hint: `End with Dense of ${classes} units and softmax`,
    };
  }
  if (last && !endsWithSoftmax(last)) {
    return {
      rule: 'Probabilities for cross-entropy',
      at,
      ...('activation' in last && { field: 'activation' }),
      message: 'The last layer must give probabilities for categorical cross-entropy',
      hint: 'Set its activation to softmax',
    };
  }
  const dilated = dilationProblem(architecture.layers);
  if (dilated) return dilated;
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

/** tfjs has no gradient for a dilated convolution, so that such a network must train natively. */
function dilationProblem(layers: readonly Layer[]): NetworkProblem | null {
  const dilated = findLayer(layers, (one) =>
    one.type === 'Conv2D' && Math.max(...one.dilationRate) > 1 ? one.type : null,
  );
  const stock = dilated && findLayer(layers, (one) => definitionOf(one).stockOnly?.(one) ?? null);
  if (!stock) return null;
  return {
    rule: 'Dilation needs native kernels throughout',
    at: dilated.at,
    field: 'dilationRate',
    message: `This dilated convolution cannot be trained beside ${stock.found}: that has no native kernel, and ordinary tfjs has no gradient for dilation`,
    hint: 'Use a dilation of 1 × 1, or another activation there',
  };
}

/** The first layer, those inside blocks too, of which something is found. */
function findLayer(
  layers: readonly Layer[],
  find: (layer: Layer) => string | null,
  prefix = 'layers',
): { readonly at: string; readonly found: string } | null {
  for (const [index, layer] of layers.entries()) {
    const at = `${prefix}.${index}`;
    const found = find(layer);
    if (found !== null) return { at, found };
    const inside = findLayer(innerLayers(layer), find, `${at}.layers`);
    if (inside) return inside;
  }
  return null;
}

function tooLarge(what: string, found: number, limit: number): NetworkProblem {
  return {
    rule: 'Small enough for a desktop',
    message: `The network has ${found.toLocaleString('en')} ${what}; the limit is ${limit.toLocaleString('en')}`,
    hint: 'Use fewer filters or units, or pool earlier',
  };
}
