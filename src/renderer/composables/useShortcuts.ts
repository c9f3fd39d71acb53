import { onScopeDispose } from 'vue';

/** A key combination and what it does. */
export interface Shortcut {
  /** As people write it: `Ctrl+K`, `Ctrl+1`, `Space`. Ctrl is Command on a Mac. */
  readonly keys: string;
  readonly title: string;
  readonly run: () => void;
}

/** Whether a key event is the combination. @example matches(event, 'Ctrl+Shift+Z') */
export function matchesKeys(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>,
  keys: string,
): boolean {
  const parts = keys.split('+');
  const key = parts.at(-1) ?? '';
  const wants = (name: string): boolean => parts.includes(name);
  return (
    event.key.toLowerCase() === key.toLowerCase() &&
    (event.ctrlKey || event.metaKey) === wants('Ctrl') &&
    // Keys such as "/" need Shift on some keyboards; letters say when they want it.
    (event.shiftKey === wants('Shift') || !/^[a-z]$/i.test(key)) &&
    event.altKey === wants('Alt')
  );
}

/** Listens for key combinations as long as the caller lives. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  function onKeydown(event: KeyboardEvent): void {
    const found = shortcuts.find(({ keys }) => matchesKeys(event, keys));
    if (!found) return;
    event.preventDefault();
    found.run();
  }
  window.addEventListener('keydown', onKeydown);
  onScopeDispose(() => window.removeEventListener('keydown', onKeydown));
}
