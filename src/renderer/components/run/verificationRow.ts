import { CircleCheck, CircleDashed, CircleX } from '@lucide/vue';
import type { RunState } from '../../../shared/model/runState.ts';
import { describeVerification, type Verification } from '../../../shared/verify/compareRecords.ts';
import type { RunVerification, VerifiedRun } from '../../../shared/verify/runVerification.ts';
import type { BadgeLook } from '../base/badgeLook.ts';

/** A verification as the page of one of its two runs shows it. */
export interface VerificationRow {
  readonly badge: BadgeLook;
  /** What the page's run is to the other: `Trained again as`. */
  readonly role: string;
  /** Null where it is not in the lab any more. */
  readonly other: VerifiedRun | null;
  /** The first difference, that there is none, or what is waited for. */
  readonly words: string;
  /** What was compared; empty before that. */
  readonly compared: string;
  /** In what the two machines differ. */
  readonly machine: Verification['environment'];
  readonly createdAt: string;
}

/**
 * Puts a verification into words.
 *
 * @param runId the run whose page it is
 */
export function verificationRow(verification: RunVerification, runId: string): VerificationRow {
  const { run, repetition, result, createdAt } = verification;
  const isRepetition = run.id !== runId;
  return {
    badge: badgeOf(result),
    role: isRepetition ? 'Repeats' : 'Trained again as',
    other: isRepetition ? run : repetition,
    words:
      result === null ? waitingWords(repetition?.state) : sentence(describeVerification(result)),
    compared: result === null ? '' : comparedWords(result.compared),
    machine: result?.environment ?? [],
    createdAt,
  };
}

function badgeOf(result: Verification | null): BadgeLook {
  if (result === null) return { icon: CircleDashed, word: 'Not compared yet', tone: 'neutral' };
  return result.firstDifference === null
    ? { icon: CircleCheck, word: 'Identical', tone: 'positive' }
    : { icon: CircleX, word: 'Differs', tone: 'danger' };
}

function waitingWords(state: RunState | undefined): string {
  switch (state) {
    case undefined:
      return 'The repetition was deleted before it could be compared.';
    case 'queued':
      return 'It waits in the queue; the two are compared when it is completed.';
    case 'running':
    case 'paused':
      return `It is ${state}; the two are compared when it is completed.`;
    default:
      return `It is ${state}; only a completed repetition can be compared. Resume it.`;
  }
}

/** @example 'Compared to the bit: data and split, 2 epochs, 14 steps, 200 test images, 1 weight file.' */
function comparedWords({ epochs, steps, predictions, weightFiles }: Verification['compared']) {
  const counts = [
    counted(epochs, 'epoch'),
    counted(steps, 'step'),
    counted(predictions, 'test image'),
    counted(weightFiles, 'weight file'),
  ];
  return `Compared to the bit: data and split, ${counts.join(', ')}.`;
}

function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
