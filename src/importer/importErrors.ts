import { LabError } from '../shared/errors.ts';

/** A file whose content is wrong: where, what was found, what would be right. */
export function brokenFile(file: string, where: string, problem: string, right: string): LabError {
  return new LabError({
    code: 'dataset-corrupt',
    message: `${file}, ${where}: ${problem}`,
    hint: right,
    context: { file, where },
  });
}

/** Files that are whole, and yet no data set that can be kept. */
export function unfit(problem: string, right: string): LabError {
  return new LabError({ code: 'bad-input', message: problem, hint: right });
}

/** A file or folder that cannot be read. */
export function unreadable(path: string, cause: unknown): LabError {
  const { code, message } = cause as NodeJS.ErrnoException;
  const why = code === 'ENOENT' ? 'does not exist' : `cannot be read: ${message}`;
  return new LabError({
    code: 'bad-input',
    message: `${path} ${why}`,
    hint: 'Check the path, and that you may read it',
    context: { path },
    cause,
  });
}
