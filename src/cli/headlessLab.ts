import { setImmediate } from 'node:timers/promises';
import { importThreads } from '../importer/startImport.ts';
import type { Lab } from '../lab/lab.ts';
import { openLab } from '../lab/openLab.ts';
import type { SpawnTrainer, TrainerProcess } from '../queue/trainerProcess.ts';
import type { EvaluationEvent } from '../shared/contract/trainerProtocol.ts';
import { trainerMessageSchema } from '../shared/contract/trainerProtocol.ts';
import { childTrainer } from './childTrainer.ts';
import type { CommandContext } from './command.ts';
import { datasetDir } from './datasetDir.ts';

/** A lab held by this process, with a hand on its trainers. */
export interface HeadlessLab {
  readonly lab: Lab;
  /** Ends trainers without asking them. */
  killTrainers(): void;
  /** What a run's evaluation said of each image; the lab's own events leave it out. */
  predictionsOf(runId: string): EvaluationEvent['predictions'] | undefined;
}

/**
 * Works in a lab that this process holds, and closes it afterwards.
 *
 * @throws LabError `lab-in-use` naming the holder
 */
export async function withLab<T>(
  { home, env, terminal }: CommandContext,
  work: (lab: HeadlessLab) => Promise<T>,
): Promise<T> {
  const trainers = new Set<TrainerProcess>();
  const predictions = new Map<string, EvaluationEvent['predictions']>();
  const spawn = childTrainer();
  const spawnTrainer: SpawnTrainer = (threads) => {
    const trainer = spawn(threads);
    trainers.add(trainer);
    trainer.onExit(() => trainers.delete(trainer));
    trainer.onMessage((message) => keepPredictions(message, predictions));
    return trainer;
  };
  const lab = await openLab({
    home,
    holder: { kind: 'headless' },
    datasetDir: datasetDir(env),
    spawnTrainer,
    startImport: importThreads(),
    takeQueued: false,
    onFault: ({ message }) => terminal.say(`warning: ${message}`),
  });
  try {
    return await work({
      lab,
      killTrainers: () => {
        for (const trainer of trainers) trainer.kill('SIGKILL');
      },
      predictionsOf: (runId) => predictions.get(runId),
    });
  } finally {
    // Whoever asked from outside that the run be stopped has its answer before the line is cut.
    await setImmediate();
    await lab.close();
  }
}

// Registered before the supervisor's own listener, so that the predictions are there when its event comes.
function keepPredictions(
  message: unknown,
  predictions: Map<string, EvaluationEvent['predictions']>,
): void {
  const parsed = trainerMessageSchema.safeParse(message);
  if (!parsed.success || parsed.data.type !== 'event') return;
  const { runId, event } = parsed.data.event;
  if (event.kind === 'evaluation') predictions.set(runId, event.predictions);
}
