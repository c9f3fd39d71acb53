import { describe, expect, it } from 'vitest';
import { isAllowedLink } from '../../../src/main/security/allowedLinks.ts';
import { appPage } from '../../../src/main/security/appOrigin.ts';
import { contentPolicy } from '../../../src/main/security/contentPolicy.ts';
import { isAllowedRequest, isOwnExport } from '../../../src/main/security/hardenSession.ts';
import { isTrustedSender } from '../../../src/main/security/isTrustedSender.ts';

const built = appPage(undefined, false);
const development = appPage('http://localhost:5173/', false);

describe('appPage', () => {
  it('trusts the development server only while the app is not packaged', () => {
    expect(development).toEqual({
      url: 'http://localhost:5173/',
      origin: 'http://localhost:5173',
      development: true,
    });
    expect(appPage('http://localhost:5173/', true)).toEqual(built);
  });
});

describe('contentPolicy', () => {
  it('allows the built page its own files, and nothing inline, evaluated or remote', () => {
    expect(contentPolicy(built)).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; " +
        "font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; " +
        "frame-ancestors 'none'; object-src 'none'",
    );
  });

  it('never allows eval, and a socket only to the development server', () => {
    expect(contentPolicy(development)).not.toContain('unsafe-eval');
    expect(contentPolicy(development)).toContain("connect-src 'self' ws://localhost:5173");
  });
});

describe('isTrustedSender', () => {
  const url = 'atelier://app/#/runs';

  it('trusts the top frame of the page', () => {
    expect(isTrustedSender(built, { url, parent: null })).toBe(true);
  });

  it.each([
    ['a frame that is gone', null],
    ['a subframe', { url, parent: {} }],
    ['another host', { url: 'atelier://other/', parent: null }],
    ['a blank page', { url: 'about:blank', parent: null }],
    ['a file', { url: 'file:///app/index.html', parent: null }],
    ['the development server of a built app', { url: 'http://localhost:5173/', parent: null }],
    ['nothing', { url: '', parent: null }],
  ])('does not trust %s', (_name, frame) => {
    expect(isTrustedSender(built, frame)).toBe(false);
  });
});

describe('isAllowedRequest', () => {
  it.each([
    'atelier://app/assets/a.js',
    'blob:atelier://app/1f',
    'data:image/png;base64,AA',
    'devtools://x/y',
  ])('allows %s', (url) => expect(isAllowedRequest(built, url)).toBe(true));

  it.each([
    'https://example.org/',
    'http://localhost:5173/main.ts',
    'ws://localhost:5173/',
    'file:///etc/passwd',
    'atelier://other/a.js',
  ])('blocks %s', (url) => expect(isAllowedRequest(built, url)).toBe(false));

  it('allows the development server and its socket in development only', () => {
    expect(isAllowedRequest(development, 'http://localhost:5173/main.ts')).toBe(true);
    expect(isAllowedRequest(development, 'ws://localhost:5173/?token=1')).toBe(true);
    expect(isAllowedRequest(development, 'http://localhost:5174/')).toBe(false);
  });
});

describe('isOwnExport', () => {
  it('lets the page save what it made, and nothing else', () => {
    const urls = [
      'blob:atelier://app/7e',
      'data:text/csv,a',
      'data:text/html,<b>',
      'blob:https://example.org/7e',
      'https://example.org/a.png',
      'file:///etc/passwd',
    ];
    expect(urls.map(isOwnExport)).toEqual([true, true, false, false, false, false]);
  });
});

describe('isAllowedLink', () => {
  it('opens the listed pages and what is below them', () => {
    expect(isAllowedLink('https://github.com/zalandoresearch/fashion-mnist')).toBe(true);
    expect(isAllowedLink('https://github.com/zalandoresearch/fashion-mnist/issues/1')).toBe(true);
  });

  it.each([
    'https://github.com/zalandoresearch/fashion-mnist-evil',
    'https://github.com/zalandoresearch/fashion-mnist/../../evil',
    'https://github.com@evil.example/zalandoresearch/fashion-mnist',
    'https://user:pass@github.com/zalandoresearch/fashion-mnist',
    'http://github.com/zalandoresearch/fashion-mnist',
    'https://github.com:8443/zalandoresearch/fashion-mnist',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'nonsense',
  ])('refuses %s', (url) => expect(isAllowedLink(url)).toBe(false));
});
