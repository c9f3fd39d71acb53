import { runMain } from './runMain.ts';
import { runProgram } from './runProgram.ts';

await runMain(() =>
  runProgram({ file: 'test/screenshots/index.ts', args: process.argv.slice(2), windowed: true }),
);
