import type { AppInfo } from '../../shared/contract/app.ts';
import type { HandlersOf } from './handlers.ts';

/**
 * Answers the `app:` channels.
 *
 * @param reveal opens the lab's folder in the system's file manager. @returns whether it opened
 */
export function appHandlers(
  info: () => AppInfo | Promise<AppInfo>,
  reveal: () => Promise<boolean>,
): HandlersOf<'app'> {
  return {
    'app:info': info,
    'app:reveal-home': async () => ({ opened: await reveal() }),
  };
}
