import { Notification, type BrowserWindow } from 'electron';
import type { LabEvent } from '../../shared/contract/labEvents.ts';
import type { RunSummary } from '../../shared/model/run.ts';
import { focusWindow } from '../windows/focusWindow.ts';
import { describeEnd, runSignals } from './runSignals.ts';

/**
 * Shows training where the window is not looked at: progress on its icon in the taskbar, and the
 * system's notification when a run has ended. Who looks at the window needs no notification.
 *
 * @param navigate shows a place in the window
 */
export function showRunSignals(
  window: BrowserWindow,
  navigate: (path: string) => void,
): (event: LabEvent) => void {
  // A notification that nothing holds on to is collected, and its click with it.
  const shown = new Set<Notification>();

  const notify = (run: RunSummary): void => {
    if (window.isDestroyed() || window.isFocused() || !Notification.isSupported()) return;
    const notification = new Notification(describeEnd(run));
    shown.add(notification);
    notification.on('click', () => {
      if (window.isDestroyed()) return;
      focusWindow(window);
      navigate(`/runs/${run.id}`);
    });
    notification.on('close', () => shown.delete(notification));
    notification.show();
  };
  return runSignals({
    progress: (percent, paused) => {
      if (window.isDestroyed()) return;
      // Electron takes anything below 0 for "no bar".
      if (percent === null) window.setProgressBar(-1);
      else window.setProgressBar(percent / 100, { mode: paused ? 'paused' : 'normal' });
    },
    ended: notify,
  });
}
