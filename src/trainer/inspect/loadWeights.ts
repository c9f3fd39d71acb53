import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { InspectedModel } from '../../shared/contract/inspect.ts';
import { LabError } from '../../shared/errors.ts';
import { sizeOf } from '../../shared/spec/shape.ts';
import { decodeCheckpoint } from '../checkpoints/checkpointBytes.ts';
import { checkpointPath } from '../checkpoints/checkpointFolder.ts';
import { createResidentSet, createTrainingProgram } from '../engine/trainingProgram.ts';
import { tf, type TensorFlow } from '../tf.ts';

const manifestSchema = z.object({
  weightsManifest: z.tuple([
    z.object({
      weights: z.array(
        z.object({
          name: z.string(),
          shape: z.array(z.number().int().min(0)),
          dtype: z.literal('float32'),
        }),
      ),
    }),
  ]),
});

/**
 * Puts a run's weights into a model of its architecture.
 *
 * @throws LabError `not-found` when the file is gone, `checksum-mismatch` when it is another than the
 *   record says or does not fit
 */
export async function loadWeights(
  model: TensorFlow.LayersModel,
  inspected: InspectedModel,
): Promise<void> {
  const { epoch, runDir } = inspected;
  const name = epoch === null ? 'model/weights.bin' : checkpointPath(epoch);
  const bytes = await readVerified(path.join(runDir, name), name, inspected.sha256);
  try {
    if (epoch !== null) fromCheckpoint(model, inspected, bytes);
    else fromWeights(model, bytes, await readManifest(runDir));
  } catch (cause) {
    if (cause instanceof LabError) throw cause;
    throw damaged(name, cause instanceof Error ? cause.message : String(cause), cause);
  }
}

async function readVerified(file: string, name: string, sha256: string): Promise<Buffer> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new LabError({
      code: 'not-found',
      message: `The run's file ${name} is gone`,
      hint: 'Choose another epoch, or train the run again',
      context: { file },
      cause,
    });
  });
  const found = createHash('sha256').update(bytes).digest('hex');
  if (found !== sha256) throw damaged(name, 'its checksum is not the recorded one');
  return bytes;
}

async function readManifest(runDir: string): Promise<z.infer<typeof manifestSchema>> {
  const text = await readFile(path.join(runDir, 'model/model.json'), 'utf8');
  return manifestSchema.parse(JSON.parse(text));
}

/** tfjs saves a model's weights in the order in which it gives and takes them. */
function fromWeights(
  model: TensorFlow.LayersModel,
  bytes: Buffer,
  { weightsManifest: [{ weights }] }: z.infer<typeof manifestSchema>,
): void {
  const values = new Float32Array(new Uint8Array(bytes).buffer);
  let begin = 0;
  tf.tidy(() => {
    const tensors = weights.map(({ shape }) => {
      const end = begin + sizeOf(shape);
      const tensor = tf.tensor(values.subarray(begin, end), shape);
      begin = end;
      return tensor;
    });
    model.setWeights(tensors);
  });
}

/** A program knows how to take a checkpoint apart: names and slots are its own business. */
function fromCheckpoint(
  model: TensorFlow.LayersModel,
  { spec, dataset }: InspectedModel,
  bytes: Buffer,
): void {
  const { imageShape, classNames } = dataset;
  const nothing = new Uint8Array(sizeOf(imageShape));
  const train = createResidentSet(nothing, Uint8Array.of(0), imageShape, classNames.length);
  const program = createTrainingProgram({
    model,
    train,
    loss: spec.training.loss,
    optimizer: spec.training.optimizer,
    seed: spec.seed,
    scale: 1 / 255,
  });
  try {
    program.importState(decodeCheckpoint(bytes).state);
    program.writeBack();
  } finally {
    program.dispose();
    train.dispose();
  }
}

function damaged(name: string, reason: string, cause?: unknown): LabError {
  return new LabError({
    code: 'checksum-mismatch',
    message: `The run's file ${name} cannot be used: ${reason}`,
    hint: 'Choose another epoch, or train the run again',
    context: { name },
    ...(cause !== undefined && { cause }),
  });
}
