import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { StateArray } from '../engine/contract.ts';
import { checkpointFactsSchema, type Checkpoint } from './checkpoint.ts';

/*
 * The form of a checkpoint file, all numbers little-endian:
 *   8 bytes   "ATELCKP1"
 *   4 bytes   length of the header, a multiple of 4
 *   header    JSON: the facts, and name and shape of every array; padded with spaces
 *   arrays    float32 values, one array after the other
 *   32 bytes  SHA-256 of everything before
 */
const MAGIC = Buffer.from('ATELCKP1', 'latin1');
const HEADER_AT = MAGIC.length + 4;
const HASH_BYTES = 32;
const FLOAT_BYTES = 4;

const headerSchema = checkpointFactsSchema.extend({
  arrays: z.array(z.object({ name: z.string(), shape: z.array(z.number().int().min(0)) })),
});

/** A checkpoint as it lies on disk. */
export interface EncodedCheckpoint {
  /** To be written one after the other. */
  readonly parts: readonly Uint8Array[];
  readonly bytes: number;
  /** Of the whole file, in hexadecimal. */
  readonly sha256: string;
}

/** Encodes a checkpoint. The parts are views of its arrays: do not change those meanwhile. */
export function encodeCheckpoint({ state, ...facts }: Checkpoint): EncodedCheckpoint {
  const arrays = state.map(({ name, shape }) => ({ name, shape }));
  const json = Buffer.from(JSON.stringify({ ...facts, arrays }));
  const header = Buffer.alloc(Math.ceil(json.length / 4) * 4, ' ');
  json.copy(header);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.length);
  const content = [MAGIC, length, header, ...state.map(({ values }) => bytesOf(values))];
  const hash = createHash('sha256');
  for (const part of content) hash.update(part);
  const trailer = hash.copy().digest();
  const parts = [...content, trailer];
  return {
    parts,
    bytes: parts.reduce((sum, part) => sum + part.length, 0),
    sha256: hash.update(trailer).digest('hex'),
  };
}

/**
 * Reads a checkpoint back.
 *
 * @throws Error saying what is damaged
 */
export function decodeCheckpoint(file: Uint8Array): Checkpoint {
  const content = file.subarray(0, Math.max(0, file.length - HASH_BYTES));
  const expected = file.subarray(content.length);
  if (!MAGIC.equals(content.subarray(0, MAGIC.length))) throw new Error('it is no checkpoint');
  const found = createHash('sha256').update(content).digest();
  if (!found.equals(expected)) throw new Error('its checksum does not fit its content');
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  const headerEnd = HEADER_AT + view.getUint32(MAGIC.length, true);
  const text = new TextDecoder().decode(content.subarray(HEADER_AT, headerEnd));
  const { arrays, ...facts } = headerSchema.parse(JSON.parse(text));
  return { ...facts, state: readArrays(arrays, content.subarray(headerEnd)) };
}

function readArrays(
  arrays: z.infer<typeof headerSchema>['arrays'],
  payload: Uint8Array,
): readonly StateArray[] {
  let begin = 0;
  return arrays.map(({ name, shape }) => {
    const end = begin + FLOAT_BYTES * shape.reduce((product, length) => product * length, 1);
    if (end > payload.length) throw new Error(`“${name}” is cut off`);
    // Copied, because an array may only begin at a multiple of four bytes.
    const values = new Float32Array(new Uint8Array(payload.subarray(begin, end)).buffer);
    begin = end;
    return { name, shape, values };
  });
}

function bytesOf(values: Float32Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}
