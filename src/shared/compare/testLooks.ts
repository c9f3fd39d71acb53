/** From here on choosing by the test images is likely to have happened. */
const MANY = 10;

/**
 * A warning where a test set was looked at often enough to choose by it.
 *
 * @param looks how many runs of the lab were tested on the same data
 * @returns null where there is nothing to warn of
 */
export function testLooksWarning(looks: number): string | null {
  if (looks < MANY) return null;
  return `${looks.toLocaleString('en')} runs of this lab were tested on these images. The best of many by its test accuracy looks better than it is: choose by validation accuracy, and let the test images judge what was chosen.`;
}
