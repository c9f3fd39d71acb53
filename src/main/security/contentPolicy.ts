import type { AppPage } from './appOrigin.ts';

const STRICT: Readonly<Record<string, readonly string[]>> = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  // Canvases become blobs when a chart is copied or saved.
  'img-src': ["'self'", 'data:', 'blob:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
  'object-src': ["'none'"],
};

/**
 * The Content-Security-Policy of the app's page. Only the development server's page is allowed what
 * hot reloading needs: inline styles, inline scripts and a socket to the same host.
 */
export function contentPolicy(page: AppPage): string {
  const directives = page.development ? relaxed(page) : STRICT;
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ');
}

function relaxed(page: AppPage): Readonly<Record<string, readonly string[]>> {
  const socket = page.origin.replace(/^http/, 'ws');
  return {
    ...STRICT,
    'script-src': ["'self'", "'unsafe-inline'"],
    'style-src': ["'self'", "'unsafe-inline'"],
    'connect-src': ["'self'", socket],
  };
}
