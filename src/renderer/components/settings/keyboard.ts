import { PLACES } from '../../router.ts';

/** One key combination in words. */
export interface KeyLine {
  readonly keys: string;
  readonly title: string;
}

/** The keys of the window, by where they work. */
export const KEYBOARD: readonly { readonly title: string; readonly lines: readonly KeyLine[] }[] = [
  {
    title: 'Anywhere',
    lines: [
      { keys: 'Ctrl+K', title: 'Commands and search' },
      { keys: 'Ctrl+N', title: 'New run' },
      { keys: 'Ctrl+,', title: 'Settings' },
      { keys: 'Ctrl+J', title: 'Narrow or widen the sidebar' },
      { keys: 'Ctrl+/', title: 'Keyboard shortcuts' },
      { keys: `Ctrl+1…${PLACES.length}`, title: PLACES.map(({ title }) => title).join(', ') },
      { keys: 'Esc', title: 'Close what is open' },
    ],
  },
  {
    title: 'In New run',
    lines: [
      { keys: 'Ctrl+Z', title: 'Undo' },
      { keys: 'Ctrl+Shift+Z', title: 'Redo' },
      { keys: 'Alt+↑+↓', title: 'Move the layer up or down' },
      { keys: '↑+↓', title: 'Step a number; with Shift by ten' },
      { keys: 'Ctrl+Enter', title: 'Start the run' },
    ],
  },
  {
    title: 'In tables',
    lines: [
      { keys: '↑+↓', title: 'Move between rows' },
      { keys: 'Enter', title: 'Open the run' },
      { keys: 'Space', title: 'Select the run' },
      { keys: 'Shift+Space', title: 'Select up to the run' },
      { keys: 'Ctrl+A', title: 'Select all runs' },
      { keys: 'Esc', title: 'Clear the selection' },
      { keys: 'Alt+↑+↓', title: 'Train a queued run earlier or later' },
      { keys: '/', title: 'Search the runs' },
      { keys: 'F2', title: 'Rename the run' },
      { keys: 'N', title: 'Note on the run' },
      { keys: 'T', title: 'Tags of the run' },
      { keys: 'F', title: 'Star the run, or take the star off' },
      { keys: 'Delete', title: 'Archive the run' },
      { keys: 'Shift+Delete', title: 'Delete the run' },
      { keys: 'Ctrl+Z', title: 'Take the last of these back' },
    ],
  },
];
