import { z } from 'zod';
import type { RunSummary } from '../model/run.ts';
import type { StudyRun } from '../study/modelReproduction.ts';
import type { StudyModel } from '../study/studyFigures.ts';
import { STUDY_SIZES, type StudySizeName } from '../study/studySize.ts';

/** Schema of which reproduction is meant: how large, and how many seeds a model. */
export const studyRequestSchema = z.strictObject({
  size: z.enum(Object.keys(STUDY_SIZES) as [StudySizeName, ...StudySizeName[]]),
  seeds: z.number().int().min(1).max(20),
});

/** Which reproduction is meant. */
export type StudyRequest = z.infer<typeof studyRequestSchema>;

/** One training that a reproduction wants. */
export interface WantedRun {
  readonly preset: StudyModel;
  readonly seed: number;
  /** The run of that spec: a completed one, else one on its way, else the last that came to nothing. */
  readonly run: RunSummary | null;
}

/** How far the lab is with a reproduction. */
export interface StudyState {
  /** Model by model, in the study’s order, each with its seeds. */
  readonly wanted: readonly WantedRun[];
  /** Every completed training of this size, also with seeds that are not wanted. */
  readonly runs: readonly StudyRun[];
}

/** A figure that somebody published for Fashion-MNIST. */
export interface ReferenceFigure {
  readonly name: string;
  readonly preprocessing: string | null;
  /** On the test images, 0–1. */
  readonly accuracy: number;
  readonly submitter: string;
  readonly family: 'plainConvolutional' | 'recurrent' | 'human' | 'other';
}

/** Published figures, and where they are from. */
export interface References {
  readonly source: string;
  readonly figures: readonly ReferenceFigure[];
}
