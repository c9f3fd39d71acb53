import { resolve } from 'node:path';
import {
  importConfirmSchema,
  importRequestSchema,
  type CheckedImport,
  type ImportRequest,
} from '../../shared/contract/datasetImport.ts';
import { badInput, type Arguments } from '../arguments.ts';
import type { CommandContext, ExitStatus, OptionTable } from '../command.ts';
import { withLab } from '../headlessLab.ts';
import { formatCount } from '../output/format.ts';
import { formatPairs, formatTable } from '../output/table.ts';

/** What an import may be told. */
export const IMPORT_OPTIONS: OptionTable = {
  name: { type: 'string', value: 'S', help: 'what the data set is called' },
  classes: {
    type: 'string',
    value: 'A,B,…',
    help: 'the classes’ names, in the order of the labels',
  },
  size: { type: 'string', value: 'HxW', help: 'folder: the images’ height and width (28x28)' },
  shape: { type: 'string', value: 'HxWxC', help: 'csv: the images’ shape, where it is no square' },
  fit: { type: 'string', value: 'HOW', help: 'folder: contain, cover or stretch' },
  colour: { type: 'string', value: 'WHICH', help: 'folder: grey or rgb' },
  seed: { type: 'string', value: 'N', help: 'decides the test images where there are none' },
};

/** `dataset import`: reads, checks and keeps a data set. */
export async function importDataset(context: CommandContext, args: Arguments): Promise<ExitStatus> {
  const request = readRequest(args);
  return withLab<ExitStatus>(context, async ({ lab }) => {
    const endInterrupts = context.onInterrupt(() => void lab.imports.cancel());
    try {
      const checked = await lab.imports.check(request);
      const named = readNames(args, checked);
      const description = await lab.imports.confirm(checked.token, named);
      if (context.json) context.terminal.printJson({ ...description, report: plain(checked) });
      else context.terminal.print(summary(description.id, named, checked));
      return 0;
    } finally {
      endInterrupts();
    }
  });
}

function readRequest(args: Arguments): ImportRequest {
  const [, kind, ...given] = args.positionals;
  const paths = given.map((path) => resolve(path));
  const seed = args.whole('seed', 0, 2_147_483_647);
  const parsed = importRequestSchema.safeParse({
    kind,
    ...filesOf(kind, paths, args),
    ...(seed === undefined ? {} : { seed }),
  });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw badInput(
    `dataset import ${kind ?? ''}`.trim(),
    `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`,
    'Use: dataset import idx IMAGES LABELS [IMAGES LABELS] | csv TRAIN [TEST] | folder FOLDER',
  );
}

function filesOf(
  kind: string | undefined,
  paths: readonly string[],
  args: Arguments,
): Record<string, unknown> {
  const [first, second, third = null, fourth = null] = paths;
  if (kind === 'idx') {
    return { trainImages: first, trainLabels: second, testImages: third, testLabels: fourth };
  }
  if (kind === 'csv') {
    return { train: first, test: second ?? null, imageShape: numbers(args, 'shape') ?? null };
  }
  const size = numbers(args, 'size');
  const fit = args.text('fit');
  const colour = args.text('colour');
  if (colour !== undefined && colour !== 'grey' && colour !== 'rgb') {
    throw badInput('--colour', `must be grey or rgb, but is "${colour}"`, 'Use grey or rgb');
  }
  return {
    folder: first,
    ...(size && { size }),
    ...(fit !== undefined && { fit }),
    ...(colour !== undefined && { channels: colour === 'rgb' ? 3 : 1 }),
  };
}

function numbers(args: Arguments, name: string): readonly number[] | undefined {
  return args.text(name)?.split(/[x×,]/).map(Number);
}

function readNames(args: Arguments, { token, suggestedName, report }: CheckedImport) {
  const classes = args
    .text('classes')
    ?.split(',')
    .map((name) => name.trim());
  const named = importConfirmSchema.safeParse({
    token,
    name: args.text('name') ?? suggestedName,
    classNames: classes ?? report.classNames,
  });
  if (named.success) return named.data;
  const [issue] = named.error.issues;
  const field = issue?.path[0] === 'name' ? '--name' : '--classes';
  throw badInput(field, issue?.message ?? '', `Give ${report.classNames.length} different names`);
}

function plain({ report: { samples: _samples, ...rest } }: CheckedImport) {
  return rest;
}

function summary(
  id: string,
  { name, classNames }: { readonly name: string; readonly classNames: readonly string[] },
  { report }: CheckedImport,
): string {
  const right = (title: string) => ({ title, align: 'right' as const });
  const counts = formatTable(
    [{ title: 'class' }, right('training'), right('test')],
    classNames.map((one, label) => [
      one,
      formatCount(report.train[label]),
      formatCount(report.test[label]),
    ]),
  );
  const pairs = [
    ['id', id],
    ['name', name],
    ['images', report.imageShape.join(' × ')],
    ...report.notes.map((note) => ['note', note] as const),
    ...report.problems.map((problem) => ['caution', problem] as const),
  ] as const;
  return `${formatPairs(pairs)}\n\n${counts}\n\nTrain on it with --set dataset.id=${id}`;
}
