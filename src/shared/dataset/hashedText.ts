/**
 * The text whose SHA-256 is a data set's hash: its files' own, in hexadecimal, one a line.
 *
 * @param contents SHA-256 of training images, training labels, test images and test labels
 */
export function hashedText(contents: readonly string[]): string {
  return contents.join('\n');
}
