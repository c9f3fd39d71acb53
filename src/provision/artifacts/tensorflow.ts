import { join } from 'node:path';
import type { Artifact, InstallPlace, Source } from '../artifact.ts';
import { pipDownload, type Wheel } from '../clients/pipDownload.ts';
import { downloadFile } from '../downloadFile.ts';
import type { Tools } from '../tools.ts';
import { unpackZip } from '../unpackZip.ts';

const version = '2.18.1';

const wheel: Wheel = {
  spec: `tensorflow-cpu==${version}`,
  pythonVersion: '3.11',
  platform: 'manylinux_2_17_x86_64',
  checksum: '810c75d7149d2da0cb2092187817b0dcabb80728ca9f9cf3a61f3f42fadd1298',
  bytes: 230_236_181,
};

// Google's storage holds the same wheels that the project publishes to PyPI (seen for 2.18.0: the
// hash nixpkgs pins for this bucket is PyPI's). The libtensorflow-cpu-*.tar.gz beside them is not
// used: upstream publishes no checksum of it.
const wheelFile = `tensorflow_cpu-${version}-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl`;
const wheelUrl = `https://storage.googleapis.com/tensorflow/versions/${version}/${wheelFile}`;

const downloadCommand = `pip download --no-deps --only-binary=:all: --platform ${wheel.platform} --python-version ${wheel.pythonVersion} ${wheel.spec}`;

/** Of the two libraries and the headers together. */
const unpackedBytes = 682_730_000;

/** The two libraries, relative to the artifact's folder. */
export const tensorflowLibraries = [
  'lib/libtensorflow_cc.so.2',
  'lib/libtensorflow_framework.so.2',
] as const;

/** All that tfjs-node's addon includes, as the wheel has it below `tensorflow/include/`. */
const headers = new Set([
  'tensorflow/c/c_api.h',
  'tensorflow/c/c_api_macros.h',
  'tensorflow/c/tf_attrtype.h',
  'tensorflow/c/tf_buffer.h',
  'tensorflow/c/tf_datatype.h',
  'tensorflow/c/tf_status.h',
  'tensorflow/c/tf_tensor.h',
  'tensorflow/c/tf_tstring.h',
  'tensorflow/c/eager/c_api.h',
  'tensorflow/core/platform/ctstring.h',
  'tensorflow/core/platform/ctstring_internal.h',
  'tsl/platform/ctstring.h',
  'tsl/platform/ctstring_internal.h',
  'xla/tsl/c/tsl_status.h',
]);

/** TensorFlow's C library with the headers it is built against, from its Linux wheel. */
export function tensorflow(platform: NodeJS.Platform, arch: string): Artifact {
  const isSupported = platform === 'linux' && arch === 'x64';
  return {
    id: `libtensorflow-${version}`,
    title: `libtensorflow ${version}`,
    sources: isSupported ? [fromStorage, fromPip] : [],
    hint: `see whether this works, then run the command again: ${downloadCommand}`,
  };
}

const fromStorage: Source = {
  name: new URL(wheelUrl).host,
  version,
  checksum: wheel.checksum,
  async install(place, tools) {
    const to = join(place.work, wheelFile);
    const label = `libtensorflow ${version}`;
    await downloadFile({ url: wheelUrl, checksum: wheel.checksum, to, label }, tools);
    return unpackWheel(to, place, tools);
  },
};

const fromPip: Source = {
  name: `pip ${wheel.spec}`,
  version,
  checksum: wheel.checksum,
  async install(place, tools) {
    return unpackWheel(await pipDownload(wheel, place.work, tools), place, tools);
  },
};

async function unpackWheel(
  zip: string,
  { stage }: InstallPlace,
  tools: Tools,
): Promise<readonly string[]> {
  const label = `libtensorflow ${version}`;
  const unpacking = { zip, target: stage, label, bytes: unpackedBytes, select: placeOfMember };
  await unpackZip(unpacking, tools);
  return [...tensorflowLibraries, 'include/tensorflow/c/c_api.h'];
}

/**
 * Where a member of the wheel goes.
 *
 * @returns undefined for the many that are not needed
 */
export function placeOfMember(name: string): string | undefined {
  if (/^tensorflow\/libtensorflow_(cc|framework)\.so\.2$/.test(name)) {
    return name.replace('tensorflow/', 'lib/');
  }
  const header = name.replace(/^tensorflow\/include\//, '');
  return header !== name && headers.has(header) ? `include/${header}` : undefined;
}
