import type { TensorFlow } from '../tf.ts';

type SaveHandler = Exclude<Parameters<TensorFlow.LayersModel['save']>[0], string>;
type ModelArtifacts = Parameters<NonNullable<SaveHandler['save']>>[0];

/** A file of a saved model. */
export interface ModelFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const WEIGHTS_FILE = 'weights.bin';

/**
 * A model as the two files of tfjs's LayersModel format, which `tf.loadLayersModel` and
 * tensorflowjs's converter read: `weights.bin` and then `model.json`, which names it.
 *
 * Writing is left to the caller: tfjs's own file handler writes in place and syncs nothing.
 */
export async function modelFiles(model: TensorFlow.LayersModel): Promise<readonly ModelFile[]> {
  const artifacts = await collectArtifacts(model);
  const { modelTopology, format, generatedBy, convertedBy, weightSpecs = [] } = artifacts;
  const description = {
    modelTopology,
    format,
    generatedBy,
    convertedBy,
    weightsManifest: [{ paths: [WEIGHTS_FILE], weights: weightSpecs }],
  };
  return [
    { name: WEIGHTS_FILE, bytes: joined(artifacts.weightData) },
    { name: 'model.json', bytes: new TextEncoder().encode(JSON.stringify(description)) },
  ];
}

/** What tfjs would save, through a handler that keeps it instead. */
async function collectArtifacts(model: TensorFlow.LayersModel): Promise<ModelArtifacts> {
  const kept: ModelArtifacts[] = [];
  await model.save({
    save: (artifacts) => {
      kept.push(artifacts);
      return Promise.resolve({
        modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' },
      });
    },
  });
  const [artifacts] = kept;
  if (artifacts === undefined) throw new Error('tfjs saved nothing');
  return artifacts;
}

function joined(data: ModelArtifacts['weightData']): Uint8Array {
  if (data === undefined) return new Uint8Array();
  return Array.isArray(data)
    ? Buffer.concat(data.map((part) => new Uint8Array(part)))
    : new Uint8Array(data);
}
