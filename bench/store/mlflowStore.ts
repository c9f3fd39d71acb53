import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { StoreAnswer, StoreContender } from './workload.ts';

const SCRIPT = fileURLToPath(new URL('../peers/mlflowStore.py', import.meta.url));

/**
 * MLflow's store in a process of a Python that has it.
 *
 * @throws Error with what it said when it does not start, or ends before it has answered
 */
export async function openMlflowStore(python: string, folder: string): Promise<StoreContender> {
  const child = spawn(python, [SCRIPT, folder], { stdio: ['pipe', 'pipe', 'pipe'] });
  const complaints: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk));
  const closed = new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', () => resolve());
  });
  // Whoever asks next hears of it.
  closed.catch(() => undefined);
  child.stdin.on('error', () => undefined);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const read = async (): Promise<unknown> => {
    const { value, done } = await lines.next();
    if (done !== true) return JSON.parse(value);
    await closed;
    throw new Error(`MLflow's store failed: ${Buffer.concat(complaints).toString()}`);
  };
  const { about } = (await read()) as { readonly about: string };
  return {
    name: 'mlflow',
    about,
    ask: async (request) => {
      child.stdin.write(`${JSON.stringify(request)}\n`);
      return (await read()) as StoreAnswer;
    },
    close: async () => {
      child.stdin.end();
      await closed;
    },
  };
}
