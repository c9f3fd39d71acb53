import { z } from 'zod';
import { WORK_KINDS } from './work.ts';

const secondsSchema = z.number().min(0);

/** Seconds for one unit of a kind of work on one example. */
const paceSchema = z.object({
  /** Forward and backward. */
  train: secondsSchema,
  /** Forward alone. */
  predict: secondsSchema,
});

/** Schema of how fast a machine works, as its trainer measured it. */
export const ratesSchema = z.object({
  work: z.record(z.enum(WORK_KINDS), paceSchema),
  /** Adam's update of one weight. */
  weight: secondsSchema,
  /** An operation on next to nothing. */
  operation: secondsSchema,
});

/** How fast a machine works. */
export type Rates = z.infer<typeof ratesSchema>;

/** Schema of a calibration as the trainer reports it. */
export const calibrationSchema = z.object({
  /** {@link machineSignature}. */
  machine: z.string().min(1).max(300),
  rates: ratesSchema,
});

/** Rates and the machine they are of. */
export type MeasuredCalibration = z.infer<typeof calibrationSchema>;

/** A calibration as the lab keeps it. */
export interface Calibration extends MeasuredCalibration {
  /** ISO 8601 in UTC. */
  readonly measuredAt: string;
}

/** The processor's part of a machine's name in calibrations. */
export function processorSignature(cpu: string, cores: number): string {
  return `${cpu.trim()}; ${cores} cores; `;
}

/** What a calibration is valid for: another processor or TensorFlow works at another pace. */
export function machineSignature(cpu: string, cores: number, libtensorflow: string): string {
  return `${processorSignature(cpu, cores)}libtensorflow ${libtensorflow}`;
}
