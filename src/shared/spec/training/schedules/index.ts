import { z } from 'zod';
import { constant } from './constant.ts';
import { cosine } from './cosine.ts';
import { exponential, step } from './decay.ts';
import { oneCycle } from './oneCycle.ts';
import { reduceOnPlateau } from './reduceOnPlateau.ts';

/** Every schedule, in the form's order. A new one is a file and a line here and in the schema. */
export const SCHEDULES = [constant, step, exponential, cosine, oneCycle, reduceOnPlateau] as const;

/** Schema of how the learning rate changes over a run, told apart by `type`. */
export const scheduleSchema = z.discriminatedUnion(
  'type',
  [
    constant.schema,
    step.schema,
    exponential.schema,
    cosine.schema,
    oneCycle.schema,
    reduceOnPlateau.schema,
  ],
  { error: `schedule type must be one of ${SCHEDULES.map(({ type }) => type).join(', ')}` },
);

/** How the learning rate changes over a run; the optimiser's own is the base of it. */
export type Schedule = z.infer<typeof scheduleSchema>;
/** The name of a schedule. */
export type ScheduleType = Schedule['type'];

/** Every schedule's name, in the form's order. */
export const SCHEDULE_TYPES: readonly ScheduleType[] = SCHEDULES.map(({ type }) => type);

/** A new schedule of a kind, with its defaults. */
export function newSchedule(type: ScheduleType): Schedule {
  return scheduleSchema.parse({ type });
}
