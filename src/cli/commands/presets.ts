import { FASHION_MNIST } from '../../shared/dataset/fashionMnist.ts';
import { inspectArchitecture } from '../../shared/spec/architecture.ts';
import { PRESETS, type Preset } from '../../shared/spec/presets/index.ts';
import type { Command } from '../command.ts';
import { formatCount } from '../output/format.ts';
import { formatTable } from '../output/table.ts';

/** `presets`: the specs shipped with Atelier. */
export const presets: Command = {
  name: 'presets',
  summary: 'the shipped specs',
  usage: 'presets [--json]',
  details: ['With --json each preset carries its whole spec, which "run" takes back as a file.'],
  options: {},
  positionals: { names: [] },
  run: ({ terminal, json }) => {
    if (json) terminal.printJson(PRESETS);
    else terminal.print(table());
    return Promise.resolve(0);
  },
};

function table(): string {
  return formatTable(
    [
      { title: 'preset' },
      { title: 'title' },
      { title: 'layers', align: 'right' },
      { title: 'parameters', align: 'right' },
      { title: 'epochs', align: 'right' },
      { title: 'batch', align: 'right' },
      { title: 'optimizer' },
      { title: 'summary' },
    ],
    PRESETS.map((preset) => {
      const { architecture, training } = preset.spec;
      return [
        preset.id,
        preset.title,
        String(architecture.layers.length),
        formatCount(parameters(preset)),
        String(training.epochs),
        String(training.batchSize),
        training.optimizer.type,
        preset.summary,
      ];
    }),
  );
}

function parameters({ spec }: Preset): number {
  const { imageShape, classNames } = FASHION_MNIST;
  const report = inspectArchitecture(spec.architecture, imageShape, classNames.length);
  return report.trainableParameters + report.nonTrainableParameters;
}
