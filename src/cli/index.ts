import { readFileSync } from 'node:fs';
import { labHome } from '../lab/labHome.ts';
import { interrupts } from './interrupts.ts';
import { Terminal } from './output/terminal.ts';
import { runCli } from './runCli.ts';

const manifest = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
) as { readonly version: string };

// `lab runs | head` is no fault: whoever reads has seen enough.
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
  process.exit(code === 'EPIPE' ? 0 : 1);
});

process.exitCode = await runCli(process.argv.slice(2), {
  terminal: new Terminal(process.stdout, process.stderr),
  env: process.env,
  version: manifest.version,
  defaultHome: labHome,
  onInterrupt: interrupts(process),
});
