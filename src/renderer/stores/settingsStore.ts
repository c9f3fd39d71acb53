import { defineStore } from 'pinia';
import { shallowRef, watchEffect } from 'vue';
import { settingsSchema, type Settings } from '../../shared/contract/app.ts';
import { toLabError } from '../../shared/errors.ts';
import { call } from '../lab.ts';
import { useToastStore } from './toastStore.ts';

/** What the person chose for the app. */
export const useSettingsStore = defineStore('settings', () => {
  const settings = shallowRef<Settings>(settingsSchema.parse({}));

  /** Whether reading them is over, well or not. */
  const loaded = shallowRef(false);

  watchEffect(() => {
    const { theme } = settings.value;
    const { dataset } = document.documentElement;
    if (theme === 'system') delete dataset.theme;
    else dataset.theme = theme;
  });

  /** Reads the settings; the defaults stay when they cannot be read. */
  async function load(): Promise<void> {
    try {
      settings.value = await call('settings:get', {});
    } catch (thrown) {
      useToastStore().showError(toLabError(thrown));
    } finally {
      loaded.value = true;
    }
  }

  /** Changes some settings at once and keeps them; takes them back when they cannot be kept. */
  async function change(part: Partial<Settings>): Promise<void> {
    const before = settings.value;
    settings.value = { ...before, ...part };
    try {
      settings.value = await call('settings:set', settings.value);
    } catch (thrown) {
      settings.value = before;
      useToastStore().showError(toLabError(thrown));
    }
  }

  function toggleSidebar(): Promise<void> {
    return change({ sidebarCollapsed: !settings.value.sidebarCollapsed });
  }

  return { settings, loaded, load, change, toggleSidebar };
});
