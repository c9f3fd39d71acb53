import { runAccuracyBench } from './accuracy/runAccuracyBench.ts';
import { runEstimateBench } from './estimate/runEstimateBench.ts';
import { runGrowthBench } from './growth/runGrowthBench.ts';
import { runMemoryBench } from './memory/runMemoryBench.ts';
import { runRunsBench } from './runs/runRunsBench.ts';
import { runStoreBench } from './store/runStoreBench.ts';
import { runTrainBench } from './train/runTrainBench.ts';
import { runWatchingBench } from './watching/runWatchingBench.ts';
import { runCompareBench } from './window/runCompareBench.ts';
import { runFramesBench } from './window/runFramesBench.ts';

const usage = `npm run bench -- train [options]
  --models cnn,cnn2,rnn   which of the study's models
  --rounds 5              rounds in which every contender runs once
  --steps 20              measured steps a round
  --batch 256             images a step
  --bfloat16              our engine in bfloat16 as well
  --python PATH           a Python that has keras or torch; may be given more than once
  --json                  one JSON document on standard output

npm run bench -- runs [options]
  --runs 10000            runs of the lab, which is made once in the temporary folder
  --epochs 100            epochs of each
  --rounds 15             rounds in which every query runs once

npm run bench -- store [options]
  --runs 10000            runs that are made
  --values 1000000        metric values that they log, four an epoch
  --rounds 10             rounds: each fills a share of the tables, then each reads
  --python PATH           a Python that has mlflow; without one ours is measured alone
  --folder PATH           where the databases are made; the temporary folder by default
  --json                  one JSON document on standard output

npm run bench -- growth [options]
  --rounds 3              rounds in which every network runs once
  --steps 12              measured steps a round
  --json                  one JSON document on standard output

npm run bench -- accuracy [options]
  --models cnn,cnn2,rnn   which of the study's models
  --engines float32,bfloat16,stock  which train them; the first is what others are compared with
  --seeds 3               seeds, a run each
  --samples 60000         images, a fifth of them for validation
  --epochs 10             epochs of each run
  --json                  one JSON document on standard output

npm run bench -- watching [options]
  --models cnn,rnn        which of the study's models
  --rounds 7              rounds in which each runs once alone and once in a lab
  --samples 20000         images, a fifth of them for validation
  --json                  one JSON document on standard output

npm run bench -- compare [options]
  --runs 50               runs in Compare, in the real app
  --epochs 1000           epochs of each
  --rounds 7              rounds in which everything is done once
  --json                  one JSON document on standard output

npm run bench -- frames [options]
  --steps 100000          recorded steps of the run that is looked at, in the real app
  --rounds 5              rounds in which everything is done for a while
  --seconds 3             how long that is
  --json                  one JSON document on standard output

npm run bench -- estimate [options]
  --long                  then the presets on all images, three epochs each
  --json                  one JSON document on standard output

npm run bench -- memory [options]
  --held-out              networks that the prediction was not fitted to
  --json                  one JSON document on standard output`;

const [command, ...rest] = process.argv.slice(2);
if (command === 'train') {
  await runTrainBench(rest);
} else if (command === 'runs') {
  runRunsBench(rest);
} else if (command === 'store') {
  await runStoreBench(rest);
} else if (command === 'growth') {
  await runGrowthBench(rest);
} else if (command === 'compare') {
  await runCompareBench(rest);
} else if (command === 'frames') {
  await runFramesBench(rest);
} else if (command === 'accuracy') {
  await runAccuracyBench(rest);
} else if (command === 'watching') {
  await runWatchingBench(rest);
} else if (command === 'estimate') {
  await runEstimateBench(rest);
} else if (command === 'memory') {
  await runMemoryBench(rest);
} else {
  process.stderr.write(`${usage}\n`);
  process.exitCode = 2;
}
