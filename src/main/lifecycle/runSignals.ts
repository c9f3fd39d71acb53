import type { LabEvent } from '../../shared/contract/labEvents.ts';
import type { ProgressEvent } from '../../shared/contract/trainerProtocol.ts';
import { fractionDone } from '../../shared/model/fractionDone.ts';
import type { RunSummary } from '../../shared/model/run.ts';
import { isActive, isFinal } from '../../shared/model/runState.ts';

/** What is told of training outside the window. */
export interface SignalOutput {
  /** How far the run in training is, in hundredths; null when nothing trains. */
  progress(percent: number | null, paused: boolean): void;
  /** A run that trained has come to an end. */
  ended(run: RunSummary): void;
}

/** Turns the lab's events into signals, each only when it says something new. */
export function runSignals(output: SignalOutput): (event: LabEvent) => void {
  let active: RunSummary | null = null;
  let latest: ProgressEvent | undefined;
  let told = '';

  const tell = (percent: number | null, paused: boolean): void => {
    const now = `${percent} ${paused}`;
    if (now === told) return;
    told = now;
    output.progress(percent, paused);
  };
  const tellActive = (): void => {
    if (!active) return;
    tell(Math.floor(100 * fractionDone(active, latest)), active.state === 'paused');
  };
  const onRun = (run: RunSummary): void => {
    if (isActive(run.state)) {
      if (active?.id !== run.id) latest = undefined;
      active = run;
      tellActive();
    } else if (active?.id === run.id && isFinal(run.state)) {
      active = null;
      tell(null, false);
      // One that was interrupted for no reason of its own ended with the app, and no one waits for it.
      if (run.state !== 'interrupted' || run.failure !== null) output.ended(run);
    }
  };
  return (event) => {
    if (event.kind === 'run') onRun(event.run);
    if (event.kind !== 'trainer' || event.notice.event.kind !== 'progress') return;
    if (event.notice.runId !== active?.id) return;
    latest = event.notice.event;
    tellActive();
  };
}

/** What a notification says of a run's end. */
export function describeEnd(run: RunSummary): { readonly title: string; readonly body: string } {
  const title = `${run.name}: ${run.state}`;
  if (run.failure !== null) return { title, body: run.failure.message };
  const percent = (value: number): string => `${(value * 100).toFixed(2)} %`;
  const parts = [
    run.testAccuracy === null ? null : `Test accuracy ${percent(run.testAccuracy)}`,
    run.bestValAccuracy === null ? null : `best validation ${percent(run.bestValAccuracy)}`,
    `${run.epochsDone} of ${run.epochs} epochs`,
  ];
  return { title, body: parts.filter((part) => part !== null).join(', ') };
}
