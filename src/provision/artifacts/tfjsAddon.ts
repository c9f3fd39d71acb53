import { join } from 'node:path';
import type { Artifact, Source } from '../artifact.ts';
import { installedVersion } from '../projectRoot.ts';
import { ensureCompiler } from '../system/ensureCompiler.ts';
import { tensorflowLibraries } from './tensorflow.ts';

/** The addon's file in the artifact's folder. */
export const addonFile = 'tfjs_binding.node';

/** A compiler that prints nothing for this long is stuck; the two files take seconds. */
const compileSilenceMs = 300_000;

/** tfjs-node's native addon, built from the sources in node_modules against libtensorflow. */
export function tfjsAddon(root: string, cache: string, tensorflow: Artifact): Artifact {
  const version = installedVersion('@tensorflow/tfjs-node', root);
  return {
    id: `tfjs-addon-${version}-${tensorflow.id}`,
    title: `tfjs-node addon ${version}`,
    sources: [fromSource(root, join(cache, tensorflow.id), tensorflow.id, version)],
    hint: 'install a C++17 compiler (g++ or clang++), then run the command again',
  };
}

function fromSource(root: string, library: string, libraryId: string, version: string): Source {
  return {
    name: 'compiled from node_modules/@tensorflow/tfjs-node',
    version,
    checksum: 'package-lock.json',
    async install({ stage }, tools) {
      const compiler = await ensureCompiler(tools);
      tools.report.line(`tfjs-node addon ${version}: compiling with ${compiler}`);
      await tools.run({
        file: compiler,
        args: compilerArguments(root, library, libraryId, join(stage, addonFile)),
        silenceMs: compileSilenceMs,
      });
      return [addonFile];
    },
  };
}

function compilerArguments(
  root: string,
  library: string,
  libraryId: string,
  output: string,
): readonly string[] {
  const tfjsNode = join(root, 'node_modules', '@tensorflow', 'tfjs-node');
  return [
    ...['-O2', '-std=c++17', '-fPIC', '-shared', '-DNAPI_VERSION=8'],
    ...['-I', tfjsNode, '-I', join(library, 'include')],
    ...['-I', join(root, 'node_modules', 'node-api-headers', 'include')],
    ...['tfjs_backend.cc', 'tfjs_binding.cc'].map((file) => join(tfjsNode, 'binding', file)),
    ...['-o', output],
    // Relative: the cache may be moved, and both folders lie side by side in it.
    `-Wl,-rpath,$ORIGIN/../${libraryId}/lib`,
    ...tensorflowLibraries.map((path) => join(library, path)),
  ];
}
