import type { Settings } from '../../shared/contract/app.ts';
import type { HandlersOf } from './handlers.ts';

/** What {@link settingsHandlers} needs. */
export interface SettingsStore {
  getSettings(): Settings;
  setSettings(settings: Settings): Settings;
}

/**
 * Answers the `settings:` channels.
 *
 * @param apply makes the app follow what was chosen
 */
export function settingsHandlers(
  store: () => Promise<SettingsStore>,
  apply: (settings: Settings) => void,
): HandlersOf<'settings'> {
  return {
    'settings:get': async () => (await store()).getSettings(),
    'settings:set': async (chosen) => {
      const settings = (await store()).setSettings(chosen);
      apply(settings);
      return settings;
    },
  };
}
