import { extname, isAbsolute, join, normalize, relative } from 'node:path';
import { APP_ORIGIN, originOf } from './appOrigin.ts';

/** What the app's scheme may serve, by extension. */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
};

/** A file of the built page. */
export interface AppFile {
  readonly path: string;
  readonly contentType: string;
}

/**
 * The file that a URL of the app's scheme stands for. A path without an extension is a place within
 * the page (`/runs`), so it stands for the page itself.
 *
 * @param url as requested, escapes and all
 * @param root the folder of the built page
 * @returns undefined for another host, a path that would leave the folder (however it is written),
 *   or a kind of file that the page has no use for
 */
export function resolveAppFile(url: string, root: string): AppFile | undefined {
  if (originOf(url) !== APP_ORIGIN) return undefined;
  const path = decodedPath(new URL(url).pathname);
  if (path === undefined || !staysInside(path)) return undefined;
  const extension = extname(path).toLowerCase();
  const file = join(root, extension === '' ? 'index.html' : normalize(path));
  const contentType = CONTENT_TYPES[extension === '' ? '.html' : extension];
  const inside = relative(root, file);
  if (contentType === undefined || inside.startsWith('..') || isAbsolute(inside)) return undefined;
  return { path: file, contentType };
}

function decodedPath(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

// The URL parser has already resolved every plain `..`: one that is still here was hidden in escapes.
// A second layer of escapes, a backslash, a drive or a NUL has no honest use either.
function staysInside(path: string): boolean {
  if (/[\\\0:%]/.test(path)) return false;
  return !path.split('/').includes('..');
}
