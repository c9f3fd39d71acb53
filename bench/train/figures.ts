import type { Machine } from '../machine.ts';
import type { Spread } from '../statistics.ts';
import type { StudyModelName } from '../studyModels.ts';

/** One contender's figures for one model. */
export interface ContenderFigures {
  readonly contender: string;
  readonly stepMs: Spread;
  readonly imagesPerSecond: number;
  readonly peakRssBytes: Spread;
  readonly evaluateMs: Spread;
  /** How many times longer a step takes than ours, round by round. */
  readonly ratio: Spread;
  readonly evaluateRatio: Spread;
  /** How many times longer a step takes than {@link ModelFigures.floorMs}, round by round. */
  readonly floorRatio: Spread;
  readonly versions: Readonly<Record<string, string>>;
}

/** All figures of one model. */
export interface ModelFigures {
  readonly model: StudyModelName;
  /** A step's multiply-adds at {@link gflops}. */
  readonly floorMs: Spread;
  /** How fast the machine multiplied large matrices, in our engine's process of each round. */
  readonly gflops: Spread;
  readonly figures: readonly ContenderFigures[];
}

/** What a run of the benchmark found. */
export interface TrainDocument {
  readonly machine: Machine;
  readonly rounds: number;
  readonly models: readonly ModelFigures[];
}
