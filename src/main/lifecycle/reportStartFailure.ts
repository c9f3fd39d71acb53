import { dialog } from 'electron';
import { toLabError } from '../../shared/errors.ts';

/** Says why the app cannot start: to whoever started it, and in a dialog. */
export async function reportStartFailure(thrown: unknown, home: string): Promise<void> {
  const { message, hint, code } = toLabError(thrown);
  const detail = [hint, `Lab: ${home}`].filter((line) => line !== undefined).join('\n\n');
  console.error(`error: ${message}${hint === undefined ? '' : `\n       ${hint}`}`);
  await dialog.showMessageBox({
    type: 'error',
    title: 'Atelier',
    message: code === 'lab-in-use' ? 'This lab is in use' : 'The lab cannot be opened',
    detail: `${message}\n\n${detail}`,
    buttons: ['Quit'],
  });
}
