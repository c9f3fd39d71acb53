import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { LabApi } from '../../src/shared/contract/labApi.ts';
import { expect, test } from '../helpers/labTest.ts';

interface LabWindow {
  readonly lab: LabApi;
}

/** A server on this machine that counts who asks it: nobody may. */
async function startServer(): Promise<{ url: string; asked: string[]; server: Server }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.end('here');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, asked, server };
}

test.describe('the page', () => {
  test('is closed to everything but the lab', async ({ lab }) => {
    const { app, page } = await lab.open();
    const home = page.url();
    expect(home).toMatch(/^atelier:\/\/app\//);

    await test.step('runs in a sandbox without Node', async () => {
      const globals = await page.evaluate(() => {
        const scope = globalThis as unknown as Record<string, unknown>;
        return ['require', 'process', 'module', 'Buffer', 'electron'].filter(
          (name) => scope[name] !== undefined,
        );
      });
      expect(globals).toEqual([]);
      const preferences = await app.evaluate(({ BrowserWindow }) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
          getLastWebPreferences(): Record<string, unknown>;
        };
        const { sandbox, contextIsolation, nodeIntegration, webviewTag } =
          contents.getLastWebPreferences();
        return { sandbox, contextIsolation, nodeIntegration, webviewTag };
      });
      expect(preferences).toEqual({
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
      });
    });

    await test.step('runs no inline script, no inline handler and no text as code', async () => {
      const outcome = await page.evaluate(async () => {
        const scope = globalThis as unknown as Record<string, unknown>;
        const violations: string[] = [];
        const listen = (event: SecurityPolicyViolationEvent): void => {
          violations.push(event.effectiveDirective);
        };
        document.addEventListener('securitypolicyviolation', listen);

        const script = document.createElement('script');
        script.textContent = 'globalThis.inlineRan = true';
        document.body.append(script);
        const holder = document.createElement('div');
        holder.innerHTML = '<button onclick="globalThis.handlerRan = true">x</button>';
        document.body.append(holder);
        holder.querySelector('button')?.click();
        // Later, in a task of the page's own: what the driver itself evaluates is excepted from the policy.
        const evaluated = await new Promise((resolve) => {
          setTimeout(() => {
            try {
              resolve((0, eval)('1 + 1'));
            } catch (error) {
              resolve((error as Error).name);
            }
          });
        });
        // Violations are told in a task of their own; one more of ours comes after them.
        const image = new Image();
        const refused = new Promise((resolve) => image.addEventListener('error', resolve));
        image.src = 'http://127.0.0.1:1/x.png';
        await refused;

        script.remove();
        holder.remove();
        document.removeEventListener('securitypolicyviolation', listen);
        return { inline: scope.inlineRan, handler: scope.handlerRan, evaluated, violations };
      });
      expect(outcome).toMatchObject({
        inline: undefined,
        handler: undefined,
        evaluated: 'EvalError',
      });
      expect([...new Set(outcome.violations)].toSorted()).toEqual([
        'img-src',
        'script-src',
        'script-src-attr',
        'script-src-elem',
      ]);
    });

    await test.step('fetches nothing remote, no file, and nothing outside its own folder', async () => {
      const { url, asked, server } = await startServer();
      try {
        const outcomes = await page.evaluate(
          async (urls) =>
            Promise.all(
              urls.map((target) =>
                fetch(target).then(
                  (response) => response.status,
                  (error: unknown) => (error as Error).name,
                ),
              ),
            ),
          [
            `${url}/fetched`,
            'file:///etc/passwd',
            'atelier://other/index.html',
            'atelier://app/..%2f..%2fpackage.json',
            'atelier://app/%2e%2e%2f%2e%2e%2fpackage.json',
            'atelier://app/..%5c..%5cpackage.json',
            'atelier://app/missing.js',
          ],
        );
        expect(outcomes).toEqual(['TypeError', 'TypeError', 'TypeError', 403, 403, 403, 404]);
        const socket = await page.evaluate(
          (target) =>
            new Promise<string>((resolve) => {
              try {
                const opened = new WebSocket(target);
                opened.addEventListener('open', () => resolve('opened'));
                opened.addEventListener('error', () => resolve('refused'));
              } catch {
                resolve('refused');
              }
            }),
          url.replace('http', 'ws'),
        );
        expect(socket).toBe('refused');
        expect(asked).toEqual([]);
      } finally {
        server.close();
      }
    });

    await test.step('leads nowhere else', async () => {
      const { url, asked, server } = await startServer();
      const folder = await mkdtemp(path.join(tmpdir(), 'atelier-elsewhere-'));
      const file = path.join(folder, 'page.html');
      await writeFile(file, '<title>elsewhere</title>');
      try {
        for (const target of [
          `${url}/page`,
          `file://${file}`,
          'atelier://other/',
          'data:text/html,x',
        ]) {
          await page.evaluate((address) => {
            const link = document.createElement('a');
            link.href = address;
            document.body.append(link);
            link.click();
            link.remove();
            location.href = address;
          }, target);
        }
        const opened = await page.evaluate(
          (address) => [window.open(address), window.open('about:blank', '_blank')],
          `${url}/opened`,
        );
        expect(opened).toEqual([null, null]);
        // Whatever was under way has been refused once main has answered a call made after it.
        const answer = await page.evaluate(() =>
          (window as unknown as LabWindow).lab.invoke('presets:list', {}),
        );
        expect(answer.ok).toBe(true);
        expect(page.url()).toBe(home);
        expect(app.windows()).toHaveLength(1);
        expect(asked).toEqual([]);
      } finally {
        server.close();
        await rm(folder, { recursive: true });
      }
    });

    await test.step('comes back from a blank page', async () => {
      const blank = page.waitForEvent('framenavigated', (frame) => frame.url() === 'about:blank');
      const back = page.waitForEvent('framenavigated', (frame) =>
        frame.url().startsWith('atelier:'),
      );
      await page.evaluate(() => {
        location.href = 'about:blank';
      });
      await blank;
      await back;
      await page.waitForLoadState('domcontentloaded');
      expect(await page.evaluate(() => typeof (window as unknown as LabWindow).lab)).toBe('object');
    });

    await test.step('holds no foreign frame and no webview', async () => {
      const frames = await page.evaluate(async () => {
        const frame = document.createElement('iframe');
        frame.src = 'http://127.0.0.1:1/';
        const view = document.createElement('webview');
        view.setAttribute('src', 'http://127.0.0.1:1/');
        const settled = new Promise((resolve) => frame.addEventListener('load', resolve));
        document.body.append(frame, view);
        await settled;
        const inner = frame.contentWindow as (Window & { lab?: unknown }) | null;
        let lab: string;
        try {
          lab = typeof inner?.lab;
        } catch {
          lab = 'unreachable';
        }
        const kind = view.constructor.name;
        frame.remove();
        view.remove();
        return { lab, kind };
      });
      expect(frames.lab).not.toBe('object');
      expect(frames.kind).toBe('HTMLElement');
    });

    await test.step('is granted no permission', async () => {
      const states = await page.evaluate(async () => {
        const notification = await Notification.requestPermission();
        const position = await new Promise<string>((resolve) => {
          navigator.geolocation.getCurrentPosition(
            () => resolve('granted'),
            () => resolve('denied'),
          );
        });
        const media = await navigator.mediaDevices.getUserMedia({ audio: true }).then(
          () => 'granted',
          () => 'denied',
        );
        const clipboard = await navigator.clipboard.readText().then(
          () => 'granted',
          () => 'denied',
        );
        return { notification, position, media, clipboard };
      });
      expect(states).toEqual({
        notification: 'denied',
        position: 'denied',
        media: 'denied',
        clipboard: 'denied',
      });
    });

    await test.step('downloads nothing from elsewhere', async () => {
      const { url, asked, server } = await startServer();
      try {
        await page.evaluate((address) => {
          const link = document.createElement('a');
          link.href = address;
          link.download = 'x.bin';
          document.body.append(link);
          link.click();
          link.remove();
        }, `${url}/download`);
        await page.evaluate(() => (window as unknown as LabWindow).lab.invoke('presets:list', {}));
        expect(asked).toEqual([]);
      } finally {
        server.close();
      }
    });

    await test.step('reaches only the channels of the contract, with payloads that fit', async () => {
      const answers = await page.evaluate(async () => {
        const { lab: api } = window as unknown as LabWindow;
        const call = api.invoke as (
          channel: string,
          request: unknown,
        ) => Promise<{
          ok: boolean;
          error?: { code: string };
        }>;
        const calls: [string, unknown][] = [
          ['runs:drop', {}],
          ['__proto__', {}],
          ['lab:event', {}],
          ['runs:get', { runId: '../../etc/passwd' }],
          ['runs:list', { limit: 1e9 }],
          ['settings:set', { theme: 'dark', sidebarCollapsed: false, home: '/' }],
          ['presets:list', null],
          ['runs:enqueue', { spec: { version: 1 } }],
        ];
        return Promise.all(
          calls.map(async ([channel, request]) => {
            const answer = await call(channel, request);
            return answer.error?.code ?? (answer.ok ? 'ok' : 'none');
          }),
        );
      });
      expect(answers).toEqual([
        'forbidden',
        'forbidden',
        'forbidden',
        'bad-input',
        'bad-input',
        'bad-input',
        'bad-input',
        'ok',
      ]);
    });
  });
});

test('the lab of a test is its own', async ({ lab }) => {
  const { close } = await lab.open();
  expect(await readdir(lab.home)).toContain('window');
  await close();
});
