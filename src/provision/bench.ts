import { runMain } from './runMain.ts';
import { runProgram } from './runProgram.ts';

/** Benchmarks that drive the app's window. */
const WINDOWED = ['compare', 'frames'];

const args = process.argv.slice(2);

await runMain(() =>
  runProgram({ file: 'bench/index.ts', args, windowed: WINDOWED.includes(args[0] ?? '') }),
);
