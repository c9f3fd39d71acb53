import { BUNDLE_EXTENSION } from './bundleManifest.ts';

/**
 * What the bundle of a run is called where nobody chose a name.
 *
 * @example bundleFileName('cnn · seed 7') // 'cnn seed 7.atelier'
 */
export function bundleFileName(runName: string): string {
  const plain = runName.replace(/[^\p{L}\p{N}._-]+/gu, ' ').replace(/^[. ]+|[. ]+$/g, '');
  return `${plain || 'run'}.${BUNDLE_EXTENSION}`;
}
