import { z } from 'zod';
import { datasetDescriptionSchema } from '../dataset/datasetDescription.ts';
import { experimentSpecSchema } from '../spec/experimentSpec.ts';
import { labErrorDataSchema } from './labErrorData.ts';
import { ulidSchema } from './ulid.ts';

/** The largest image that may be drawn, values. */
const MOST_VALUES = 1 << 20;

const indexSchema = z.number().int().min(0).max(100_000_000);
const bytesSchema = z.array(z.number().int().min(0).max(255)).min(1).max(MOST_VALUES);

/** Schema of which image a model is to look at. */
export const imageChoiceSchema = z.discriminatedUnion('kind', [
  /** An image of the run's data set. */
  z.strictObject({
    kind: z.literal('sample'),
    split: z.enum(['train', 'test']),
    /** In the split's file. */
    index: indexSchema,
  }),
  /** A person's own: grey values, row by row, 0–255. */
  z.strictObject({ kind: z.literal('drawn'), pixels: bytesSchema }),
]);

/** Which image a model is to look at. */
export type ImageChoice = z.infer<typeof imageChoiceSchema>;

const modelChoice = {
  runId: ulidSchema,
  /** Of the checkpoint that is meant, counted from 1; null means the model that the run saved. */
  epoch: z.number().int().min(1).nullable(),
};

/** Schema of a question about what a model does with an image. */
export const inspectImageSchema = z.strictObject({ ...modelChoice, image: imageChoiceSchema });

/** Schema of a question about a model alone. */
export const inspectModelSchema = z.strictObject(modelChoice);

/** Schema of a question for the parts of an image that speak for a class. */
export const inspectGradCamSchema = z.strictObject({
  ...modelChoice,
  image: imageChoiceSchema,
  /** Null means the class that the model finds most likely. */
  classIndex: z.number().int().min(0).max(65_535).nullable(),
});

/** The most tiles (channels, filters) and values of a vector that are shown of a layer. */
export const MOST_TILES = 64;
export const MOST_VECTOR = 4_096;

const floats = z.instanceof(Float32Array);
const pixelsSchema = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

/** Schema of what a layer made of an image. */
const layerActivationsSchema = z.object({
  name: z.string(),
  className: z.string(),
  /** Of the whole output, without the batch. */
  shape: z.array(z.number().int()).readonly(),
  /** What is shown of it: its last axis may be cut. */
  shown: z.array(z.number().int()).readonly(),
  /** Row by row, as `shown` says. */
  values: floats,
});

/** What a layer made of an image: [rows, columns, channels], [time, units] or [units]. */
export type LayerActivations = z.infer<typeof layerActivationsSchema>;

const filtersSchema = z.object({
  /** The layer that they belong to. */
  layer: z.string(),
  className: z.string(),
  /** How many there are; fewer may be shown. */
  total: z.number().int(),
  rows: z.number().int(),
  columns: z.number().int(),
  /** Filters × rows × columns. */
  values: floats,
});

/** What the first layer with weights looks for, one tile each. */
export type Filters = z.infer<typeof filtersSchema>;

const gradCamSchema = z.object({
  layer: z.string(),
  classIndex: z.number().int(),
  rows: z.number().int(),
  columns: z.number().int(),
  /** Rows × columns, 0–1: the largest is 1, unless nothing speaks for the class. */
  heat: floats,
});

/** Which parts of an image speak for a class. */
export type GradCam = z.infer<typeof gradCamSchema>;

const probabilitiesSchema = floats;

/** Schema of what a trainer process is asked about a model. */
export const inspectQuestionSchema = z.discriminatedUnion('ask', [
  z.strictObject({ ask: z.literal('probabilities'), pixels: pixelsSchema }),
  z.strictObject({ ask: z.literal('activations'), pixels: pixelsSchema }),
  z.strictObject({ ask: z.literal('filters') }),
  z.strictObject({
    ask: z.literal('gradCam'),
    pixels: pixelsSchema,
    classIndex: z.number().int().min(0).nullable(),
  }),
]);

/** What a trainer process is asked about a model. */
export type InspectQuestion = z.infer<typeof inspectQuestionSchema>;

/** Schema of the weights that are meant. */
export const inspectedModelSchema = z.strictObject({
  spec: experimentSpecSchema,
  /** The data set that the spec names. */
  dataset: datasetDescriptionSchema,
  /** The run's own folder. */
  runDir: z.string(),
  /** Of the checkpoint, or null for the model that the run saved. */
  epoch: z.number().int().min(1).nullable(),
  /** Of the checkpoint, or of `weights.bin`; other weights are refused. */
  sha256: z.string(),
});

/** The weights that are meant. */
export type InspectedModel = z.infer<typeof inspectedModelSchema>;

/** Schema of an answer, in step with {@link inspectQuestionSchema}. */
export const inspectAnswerSchema = z.discriminatedUnion('ask', [
  z.object({ ask: z.literal('probabilities'), probabilities: probabilitiesSchema }),
  z.object({
    ask: z.literal('activations'),
    probabilities: probabilitiesSchema,
    layers: z.array(layerActivationsSchema).readonly(),
  }),
  z.object({ ask: z.literal('filters'), filters: filtersSchema.nullable() }),
  z.object({ ask: z.literal('gradCam'), gradCam: gradCamSchema.nullable() }),
]);

/** What a trainer process answers. */
export type InspectAnswer = z.infer<typeof inspectAnswerSchema>;

/** The answer to a kind of question. */
export type AnswerTo<K extends InspectQuestion['ask']> = Extract<InspectAnswer, { ask: K }>;

/** Schema of an answer in its envelope. */
export const inspectReplySchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), answer: inspectAnswerSchema }),
  z.object({ ok: z.literal(false), error: labErrorDataSchema }),
]);

/** An answer in its envelope. */
export type InspectReply = z.infer<typeof inspectReplySchema>;

/** What a model says of an image. */
export interface ImagePrediction {
  /** Rows, columns, channels. */
  readonly imageShape: readonly [number, number, number];
  /** Row by row, 0–255. */
  readonly pixels: Uint8Array;
  /** Its true class, where it has one. */
  readonly label: number | null;
  /** Of every class, in their order; they add up to 1. */
  readonly probabilities: Float32Array;
}

/** What a model says of an image, and what each of its layers makes of it. */
export interface ImageActivations extends ImagePrediction {
  readonly layers: readonly LayerActivations[];
}
