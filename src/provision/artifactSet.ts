import { LabError } from '../shared/errors.ts';
import type { Artifact } from './artifact.ts';
import { electron } from './artifacts/electron.ts';
import { fashionMnist } from './artifacts/fashionMnist.ts';
import { nodeRuntime, runsTheLab } from './artifacts/nodeRuntime.ts';
import { tensorflow } from './artifacts/tensorflow.ts';
import { tfjsAddon } from './artifacts/tfjsAddon.ts';
import { hasOwnAddon } from './linkAddon.ts';
import type { Tools } from './tools.ts';

/** The artifacts of this machine; what it has of its own already is undefined. */
export interface ArtifactSet {
  readonly node: Artifact | undefined;
  readonly tensorflow: Artifact | undefined;
  readonly addon: Artifact | undefined;
  readonly fashionMnist: Artifact | undefined;
  readonly electron: Artifact;
}

/** Where things are. */
export interface Places {
  /** The project's folder. */
  readonly root: string;
  readonly cache: string;
}

/**
 * Lists what this machine needs.
 *
 * @throws LabError `unsupported-platform` where there is no libtensorflow of ours and tfjs-node's
 *   own installer has brought none
 */
export async function artifactSet({ root, cache }: Places, tools: Tools): Promise<ArtifactSet> {
  const { platform, arch, env } = tools;
  const library = tensorflow(platform, arch);
  const isOurs = library.sources.length > 0;
  if (!isOurs && !(await hasOwnAddon(root))) throw explainUnsupported(platform, arch);
  return {
    node: runsTheLab(process.versions.node) ? undefined : nodeRuntime(platform, arch),
    tensorflow: isOurs ? library : undefined,
    addon: isOurs ? tfjsAddon(root, cache, library) : undefined,
    fashionMnist: env['ATELIER_FASHION_MNIST'] ? undefined : fashionMnist(),
    electron: electron(root, platform, arch, env),
  };
}

function explainUnsupported(platform: string, arch: string): LabError {
  return new LabError({
    code: 'unsupported-platform',
    message: `there is no verified libtensorflow for ${platform}-${arch}`,
    hint: 'npm rebuild @tensorflow/tfjs-node --ignore-scripts=false',
    context: { platform, arch },
  });
}
