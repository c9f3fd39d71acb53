import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { DatasetFile } from '../../shared/dataset/datasetDescription.ts';
import type { DatasetFileFacts } from '../../shared/dataset/labelledImages.ts';
import { LabError } from '../../shared/errors.ts';
import { sha256 } from './sha256.ts';

/** A file of a data set, read and decompressed. */
export interface ReadDatasetFile {
  readonly facts: DatasetFileFacts;
  /** SHA-256 of `content`, in hexadecimal. */
  readonly contentSha256: string;
  readonly content: Uint8Array;
}

const decompress = promisify(gunzip);

/**
 * Reads a data set's file, compressed (`NAME.gz`) where it exists so, else plain.
 *
 * @param datasetName what errors call the data set
 * @throws LabError `dataset-missing` when neither exists, `dataset-corrupt` when it does not decompress
 */
export async function readDatasetFile(
  directory: string,
  file: DatasetFile,
  datasetName: string,
): Promise<ReadDatasetFile> {
  const plainName = file.name.replace(/\.gz$/, '');
  const compressedName = `${plainName}.gz`;
  const compressed = await readIfThere(path.join(directory, compressedName));
  if (compressed !== undefined) {
    const content = await unzip(compressed, compressedName);
    return describe(file, compressedName, compressed, content);
  }
  const plain = await readIfThere(path.join(directory, plainName));
  if (plain === undefined) throw missing(directory, file.name, datasetName);
  return describe(file, plainName, plain, plain);
}

async function describe(
  file: DatasetFile,
  name: string,
  onDisk: Uint8Array<ArrayBuffer>,
  content: Uint8Array<ArrayBuffer>,
): Promise<ReadDatasetFile> {
  const [hash, contentSha256] = await Promise.all([sha256(onDisk), sha256(content)]);
  const verified = contentSha256 === file.contentSha256;
  const facts = { name, bytes: onDisk.length, sha256: hash, verified };
  return { facts, contentSha256, content };
}

async function readIfThere(file: string): Promise<Buffer<ArrayBuffer> | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new LabError({
      code: 'dataset-missing',
      message: `${file} cannot be read: ${(error as Error).message}`,
      hint: 'Make the file readable, or provision the data set again with: npm start',
      context: { file },
      cause: error,
    });
  }
}

async function unzip(bytes: Uint8Array, name: string): Promise<Buffer<ArrayBuffer>> {
  try {
    return await decompress(bytes);
  } catch (error) {
    throw new LabError({
      code: 'dataset-corrupt',
      message: `${name} does not decompress: ${(error as Error).message}`,
      hint: 'Delete the file and provision the data set again with: npm start',
      context: { file: name, bytes: bytes.length },
      cause: error,
    });
  }
}

function missing(directory: string, name: string, datasetName: string): LabError {
  return new LabError({
    code: 'dataset-missing',
    message: `${datasetName} is not in ${directory}: ${name} is missing`,
    hint: 'npm start provisions Fashion-MNIST, or set ATELIER_FASHION_MNIST to a folder that has the four files; import a data set of your own again',
    context: { directory, file: name },
  });
}
