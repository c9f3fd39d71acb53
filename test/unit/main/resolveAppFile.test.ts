import fc from 'fast-check';
import { isAbsolute, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { resolveAppFile } from '../../../src/main/security/resolveAppFile.ts';

const ROOT = '/app/out/renderer';
const resolve = (url: string): string | undefined => resolveAppFile(url, ROOT)?.path;

describe('resolveAppFile', () => {
  it('serves the built page and its files', () => {
    expect(resolveAppFile('atelier://app/', ROOT)).toEqual({
      path: `${ROOT}/index.html`,
      contentType: 'text/html; charset=utf-8',
    });
    expect(resolveAppFile('atelier://app/assets/index-3f.js', ROOT)).toEqual({
      path: `${ROOT}/assets/index-3f.js`,
      contentType: 'text/javascript; charset=utf-8',
    });
    expect(resolve('atelier://app/assets/inter.woff2?v=1#x')).toBe(`${ROOT}/assets/inter.woff2`);
  });

  it('takes a path without an extension for a place within the page', () => {
    expect(resolve('atelier://app/runs/01J')).toBe(`${ROOT}/index.html`);
  });

  it.each([
    'atelier://app/..%2f..%2fetc%2fpasswd.html',
    'atelier://app/%2e%2e%2f%2e%2e%2fsecret.json',
    'atelier://app/assets/..%2F..%2F..%2Fpackage.json',
    'atelier://app/..%5c..%5csecret.json',
    'atelier://app/%252e%252e%252fsecret.json',
    'atelier://app/C:%5Csecret.json',
    'atelier://app/index.html%00.png',
    'atelier://app/%ff.html',
    'atelier://other/index.html',
    'atelier://app.evil/index.html',
    'file:///etc/passwd',
    'https://app/index.html',
    'atelier:index.html',
    'not a url',
  ])('refuses %s', (url) => {
    expect(resolveAppFile(url, ROOT)).toBeUndefined();
  });

  it('resolves plain .. within the folder, as browsers do', () => {
    expect(resolve('atelier://app/../../etc/passwd.html')).toBe(`${ROOT}/etc/passwd.html`);
  });

  it('serves no kind of file that the page has no use for', () => {
    expect(resolve('atelier://app/lab.db')).toBeUndefined();
    expect(resolve('atelier://app/run.sh')).toBeUndefined();
  });

  it('never leaves the folder, whatever is asked', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '..',
        '.',
        '%2e',
        '%2E%2e',
        '%2f',
        '%5c',
        '/',
        '\\',
        '%00',
        '%25',
        'a.js',
        ':',
      ),
      fc.string({ maxLength: 6 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const found = resolve(`atelier://app/${pieces.join('')}`);
        if (found === undefined) return;
        const inside = relative(ROOT, found);
        expect(inside.startsWith('..') || isAbsolute(inside)).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });
});
