/**
 * Saves what the page has made, where the person chooses: main lets the page's own blobs be downloaded,
 * and the system asks for the place.
 */
export function saveFile(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has its own hold on the blob once it has begun.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** A name that every file system takes. @example fileName(['cnn · seed 1', 'Loss'], 'csv') // 'cnn-seed-1-loss.csv' */
export function fileName(parts: readonly string[], extension: string): string {
  const stem = parts
    .join('-')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '');
  return `${stem.slice(0, 80) || 'chart'}.${extension}`;
}
