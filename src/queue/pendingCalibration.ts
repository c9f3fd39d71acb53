import type { MeasuredCalibration } from '../shared/cost/calibration.ts';
import { fromErrorData, type LabError } from '../shared/errors.ts';
import type { CalibrationOutcome } from './trainerConnection.ts';

interface Waiter {
  readonly resolve: (calibration: MeasuredCalibration) => void;
  readonly reject: (error: LabError) => void;
}

/** A calibration that was asked for, and everyone who waits for it. */
export class PendingCalibration {
  #waiters: readonly Waiter[] = [];

  /** Somebody waits for one. */
  get isWanted(): boolean {
    return this.#waiters.length > 0;
  }

  wait(): Promise<MeasuredCalibration> {
    return new Promise((resolve, reject) => {
      this.#waiters = [...this.#waiters, { resolve, reject }];
    });
  }

  settle(outcome: CalibrationOutcome): void {
    if (outcome.type === 'notCalibrated') {
      this.fail(fromErrorData(outcome.error));
      return;
    }
    for (const { resolve } of this.#take()) resolve(outcome.calibration);
  }

  fail(error: LabError): void {
    for (const { reject } of this.#take()) reject(error);
  }

  #take(): readonly Waiter[] {
    const waiters = this.#waiters;
    this.#waiters = [];
    return waiters;
  }
}
