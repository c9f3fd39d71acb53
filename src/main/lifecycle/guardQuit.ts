import type { App, BrowserWindow } from 'electron';
import type { Lab } from '../../lab/lab.ts';
import type { RunSummary } from '../../shared/model/run.ts';
import type { Filter } from '../../shared/query/filter.ts';
import { rememberPlace } from '../windows/createMainWindow.ts';
import { askToStop } from './askToStop.ts';
import { QuitGuard } from './quitGuard.ts';

/** What leaving the app needs to put away. */
export interface GuardQuitOptions {
  readonly app: App;
  readonly window: BrowserWindow;
  readonly placeFile: string;
  readonly lab: Lab;
}

const TRAINING: Filter = { kind: 'in', key: 'state', values: ['running', 'paused'] };

/** Leads every way of leaving (the window, the menu, a signal) through one {@link QuitGuard}. */
export function guardQuit({ app, window, placeFile, lab }: GuardQuitOptions): void {
  const training = (): RunSummary | undefined =>
    lab.store.listRuns({ filter: TRAINING, archived: 'with', limit: 1 }).runs[0];
  const guard = new QuitGuard({
    training: () => training()?.name,
    ask: (name) => askToStop(window, name),
    close: async (stopTraining) => {
      const run = stopTraining ? training() : undefined;
      // Not awaited: closing the lab waits for a run that is being stopped, and no longer than it should.
      if (run !== undefined) lab.queue.stop(run.id).catch(() => undefined);
      rememberPlace(window, placeFile);
      // Closing a lab waits for its trainer; the person has left already.
      if (!window.isDestroyed()) window.hide();
      await lab.close();
    },
    exit: () => app.exit(0),
  });
  const leave = (event: { preventDefault(): void }): void => {
    if (guard.leaving) return;
    event.preventDefault();
    void guard.request({ mayAsk: true });
  };
  app.on('before-quit', leave);
  window.on('close', leave);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => void guard.request({ mayAsk: false }));
  }
}
