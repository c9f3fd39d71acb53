import { dialog } from 'electron';

/** Asks the person where a file is to go. @returns null when they changed their mind */
export async function chooseFile(name: string, extension: string): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog({
    defaultPath: `${name.replace(/[^\p{L}\p{N} ._-]+/gu, ' ').trim() || 'Comparison'}.${extension}`,
    filters: [{ name: extension.toUpperCase(), extensions: [extension] }],
  });
  return canceled || filePath === '' ? null : filePath;
}
