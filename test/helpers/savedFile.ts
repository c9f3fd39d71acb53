import { readFile } from 'node:fs/promises';
import type { LaunchedApp } from './launchApp.ts';

/** Lets the next download go to a file instead of asking the person, and returns what it holds. */
export async function saved({ app }: LaunchedApp, file: string, save: () => Promise<void>) {
  const done = app.evaluate(
    ({ session }, target) =>
      new Promise<string>((resolve) => {
        session.defaultSession.once('will-download', (_event, item) => {
          item.setSavePath(target);
          item.once('done', (_done, state) => resolve(`${state} ${item.getFilename()}`));
        });
      }),
    file,
  );
  await save();
  return { outcome: await done, content: await readFile(file) };
}
