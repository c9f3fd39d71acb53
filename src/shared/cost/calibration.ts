import { z } from 'zod';
import { RECURRENT_TYPES } from '../spec/layers/recurrentLayer.ts';
import { WORK_KINDS } from './work.ts';

const secondsSchema = z.number().min(0);

/** Seconds for one unit of a kind of work on one example. */
const paceSchema = z.object({
  /** Forward and backward. */
  train: secondsSchema,
  /** Forward alone. */
  predict: secondsSchema,
});

/** Schema of how fast a trainer works, with the threads that its process has. */
export const ratesSchema = z.object({
  work: z.record(z.enum(WORK_KINDS), paceSchema),
  /** A step of a recurrent layer on next to nothing. */
  recurrentStep: z.record(z.enum(RECURRENT_TYPES), paceSchema),
  /** A layer on next to nothing. */
  layer: paceSchema,
  /** A weight of a dense layer, read and its gradient written whatever is in the batch. */
  denseWeight: paceSchema,
  /** Adam's update of one weight. */
  weight: secondsSchema,
});

/** How fast a trainer works. */
export type Rates = z.infer<typeof ratesSchema>;

/** Schema of how fast a machine works, by the threads that one operation uses. */
export const machineRatesSchema = z.object({
  /** As TensorFlow has it: every core. Most runs train so. */
  everyThread: ratesSchema,
  /** As runs that share batches among workers have it. */
  oneThread: ratesSchema,
});

/** How fast a machine works. */
export type MachineRates = z.infer<typeof machineRatesSchema>;

/** Schema of a calibration as the trainer reports it. */
export const calibrationSchema = z.object({
  /** {@link machineSignature}. */
  machine: z.string().min(1).max(300),
  rates: ratesSchema,
});

/** A trainer's rates and the machine they are of. */
export type MeasuredCalibration = z.infer<typeof calibrationSchema>;

/** A calibration as the lab keeps it. */
export interface Calibration {
  /** {@link machineSignature}. */
  readonly machine: string;
  readonly rates: MachineRates;
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
