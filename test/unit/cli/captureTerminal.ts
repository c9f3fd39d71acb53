import { Terminal } from '../../../src/cli/output/terminal.ts';

/** A terminal that keeps what is written to it. */
export function captureTerminal(isTTY = false) {
  const text = { out: '', err: '' };
  const terminal = new Terminal(
    { isTTY, write: (chunk) => (text.out += chunk) },
    { isTTY, columns: 80, write: (chunk) => (text.err += chunk) },
  );
  return { terminal, text };
}
