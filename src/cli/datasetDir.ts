import { LabError } from '../shared/errors.ts';

/**
 * The folder of the four Fashion-MNIST files, as provisioning names it.
 *
 * @throws LabError `dataset-missing`
 */
export function datasetDir(env: Readonly<Record<string, string | undefined>>): string {
  const folder = env['ATELIER_FASHION_MNIST'];
  if (folder !== undefined && folder !== '') return folder;
  throw new LabError({
    code: 'dataset-missing',
    message: 'ATELIER_FASHION_MNIST names no folder',
    hint: 'Start the lab with "npm run lab", which provides Fashion-MNIST, or set it to the folder of the four files',
  });
}
