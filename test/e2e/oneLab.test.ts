import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LabApi } from '../../src/shared/contract/labApi.ts';
import type { RunSummary } from '../../src/shared/model/run.ts';
import { expect, test } from '../helpers/labTest.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

interface LabWindow {
  readonly lab: LabApi;
}

/** A process and what it says, until it has said what is wanted. */
function follow(child: ChildProcess) {
  let said = '';
  const ended = once(child, 'close').then(([status]) => status as number | null);
  const saying = (wanted: RegExp): Promise<string> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (wanted.test(said)) resolve(said);
      };
      const listen = (chunk: Buffer): void => {
        said += chunk.toString();
        look();
      };
      child.stdout?.on('data', listen);
      child.stderr?.on('data', listen);
      void ended.then((status) => {
        look();
        reject(new Error(`it ended with ${status} and said:\n${said}`));
      });
    });
  return { ended, saying };
}

/** Starts the app beside the one under test, without a driver. */
function startAnother(home: string): ChildProcess {
  const args = JSON.parse(process.env.ATELIER_ELECTRON_ARGS ?? '[]') as string[];
  return spawn(process.env.ATELIER_ELECTRON ?? 'electron', [...args, ROOT], {
    env: { ...process.env, ATELIER_HOME: home, ELECTRON_RUN_AS_NODE: undefined },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function startCommand(home: string, ...args: readonly string[]): ChildProcess {
  const cli = path.join(ROOT, 'src', 'cli', 'index.ts');
  return spawn(process.execPath, [cli, ...args, '--home', home], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

test('a second window of a lab gives way to the first', async ({ lab }) => {
  const { app } = await lab.open();
  const asked = app.evaluate(
    ({ app: electronApp }) =>
      new Promise<string>((resolve) => {
        electronApp.once('second-instance', () => resolve('asked'));
      }),
  );
  const second = follow(startAnother(lab.home));
  await second.saying(/already open on .*its window is in front now/);
  expect(await asked).toBe('asked');
  expect(await second.ended).toBe(0);
  expect(app.windows()).toHaveLength(1);
});

test('a window does not open a lab that a command holds, and says who does', async ({ lab }) => {
  const command = startCommand(
    lab.home,
    'run',
    'cnn',
    '--samples',
    '2000',
    '--epochs',
    '500',
    '--json',
  );
  const training = follow(command);
  await training.saying(/"kind":"progress"/);
  const other = startAnother(lab.home);
  const window = follow(other);
  await window.saying(/in use by a headless Atelier command \(process \d+/);
  // A dialog says so too, and waits for someone.
  other.kill('SIGKILL');
  await window.ended;
  command.kill('SIGINT');
  expect(await training.ended).toBe(1);
});

test('quitting asks about a run that trains, and stops it', async ({ lab }) => {
  const { app, page } = await lab.open();
  const run = await page.evaluate(async () => {
    const { lab: api } = window as unknown as LabWindow;
    const presets = await api.invoke('presets:list', {});
    const spec = presets.ok ? presets.value[0]?.spec : undefined;
    if (spec === undefined) throw new Error('no preset');
    const running = new Promise<RunSummary>((resolve) => {
      api.subscribe((event) => {
        if (event.kind !== 'trainer' || event.notice.event.kind !== 'progress') return;
        const { runId } = event.notice;
        void api.invoke('runs:get', { runId }).then((answer) => {
          if (answer.ok) resolve(answer.value.summary);
        });
      });
    });
    await api.invoke('runs:enqueue', {
      spec: {
        ...spec,
        dataset: { ...spec.dataset, samples: 2000 },
        training: { ...spec.training, epochs: 500 },
      },
      name: 'long',
    });
    return running;
  });
  expect(run).toMatchObject({ name: 'long', state: 'running' });

  /** Answers the next question, and tells what it was. */
  const answerNext = (response: number): Promise<string> =>
    app.evaluate(
      ({ dialog, app: electronApp }, choice) =>
        new Promise<string>((resolve) => {
          Object.assign(dialog, {
            showMessageBox: (_window: unknown, { message }: { message: string }) => {
              resolve(message);
              return Promise.resolve({ response: choice, checkboxChecked: false });
            },
          });
          electronApp.quit();
        }),
      response,
    );
  expect(await answerNext(1)).toBe('“long” is training');
  const still = await page.evaluate(
    (runId) => (window as unknown as LabWindow).lab.invoke('runs:get', { runId }),
    run.id,
  );
  expect(still).toMatchObject({ ok: true, value: { summary: { state: 'running' } } });

  const closed = app.waitForEvent('close');
  // The app may be gone before it can tell what it asked.
  await answerNext(0).catch(() => undefined);
  await closed;
  const shown = follow(startCommand(lab.home, 'show', 'long', '--json'));
  expect(await shown.saying(/"state":/)).toContain('"state":"stopped"');
});
