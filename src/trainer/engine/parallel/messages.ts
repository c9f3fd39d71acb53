import type { MessagePort } from 'node:worker_threads';
import type { StateArray, TrainingProgramInput } from '../contract.ts';
import type { ExchangeMemory } from './gradientExchange.ts';
import type { PredictionTask } from './predictShard.ts';

/** What every shard trains by, the same as the program that started them. */
export type ShardSettings = Pick<
  TrainingProgramInput,
  'loss' | 'lossOptions' | 'clipping' | 'augmentation' | 'optimizer' | 'seed' | 'scale'
>;

/** What a shard's thread is started with. */
export interface ShardStart {
  readonly topology: string;
  readonly state: readonly StateArray[];
  /** Both in shared memory. */
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
  readonly imageShape: readonly [number, number, number];
  readonly classes: number;
  readonly settings: ShardSettings;
  readonly shards: number;
  readonly index: number;
  readonly length: number;
  readonly memory: ExchangeMemory;
  /** Counts commands; a thread sleeps on it. Its second number is set when the thread is ready. */
  readonly wake: SharedArrayBuffer;
  readonly commands: MessagePort;
}

/** What a shard's thread is told. */
export type ShardCommand =
  | { readonly kind: 'step'; readonly indices: Int32Array; readonly step: number }
  | { readonly kind: 'learningRate'; readonly value: number }
  | { readonly kind: 'import'; readonly state: readonly StateArray[] }
  | { readonly kind: 'importWeights'; readonly weights: readonly StateArray[] }
  | { readonly kind: 'predict'; readonly task: PredictionTask }
  | { readonly kind: 'stop' };
