import type { MessagePort } from 'node:worker_threads';
import type { OptimizerSettings, StateArray } from '../contract.ts';
import type { ExchangeMemory } from './gradientExchange.ts';

/** What a shard's thread is started with. */
export interface ShardStart {
  readonly topology: string;
  readonly state: readonly StateArray[];
  readonly images: SharedArrayBuffer;
  readonly labels: SharedArrayBuffer;
  readonly imageShape: readonly [number, number, number];
  readonly classes: number;
  readonly optimizer: OptimizerSettings;
  readonly seed: number;
  readonly scale: number;
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
  | { readonly kind: 'stop' };
