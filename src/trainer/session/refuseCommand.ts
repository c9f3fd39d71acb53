import { z, type ZodError } from 'zod';
import type { LabErrorInit } from '../../shared/errors.ts';

/** Why a message is no command, and the run that waits for an answer, if it was to start one. */
export interface Refusal {
  readonly runId: string | null;
  /** The number of that run's last event so far. */
  readonly lastSeq: number;
  readonly error: LabErrorInit;
}

const startOfRun = z.object({
  type: z.literal('start'),
  runId: z.string(),
  resume: z.object({ lastSeq: z.number().int().min(0) }).catch({ lastSeq: 0 }),
});

/** Describes what is wrong with a message that is not a command. */
export function refuseCommand(message: unknown, error: ZodError): Refusal {
  const problems = error.issues.map(({ path, message: problem }) => ({
    path: path.join('.'),
    message: problem,
  }));
  const start = startOfRun.safeParse(message);
  return {
    runId: start.success ? start.data.runId : null,
    lastSeq: start.success ? start.data.resume.lastSeq : 0,
    error: {
      code: start.success ? 'bad-input' : 'trainer-protocol',
      message: `The trainer was sent a command it does not understand: ${problems
        .map((problem) => `${problem.path || 'the message'}: ${problem.message}`)
        .join('; ')}`,
      hint: 'Correct the named fields',
      context: { problems },
    },
  };
}
