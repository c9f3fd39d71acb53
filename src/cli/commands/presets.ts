import { FASHION_MNIST } from '../../shared/dataset/fashionMnist.ts';
import { LabError } from '../../shared/errors.ts';
import { inspectArchitecture } from '../../shared/spec/architecture.ts';
import { kerasCode } from '../../shared/spec/export/kerasCode.ts';
import { modelSummary } from '../../shared/spec/export/modelSummary.ts';
import { findPreset, PRESETS, type Preset } from '../../shared/spec/presets/index.ts';
import type { Command } from '../command.ts';
import { formatCount } from '../output/format.ts';
import { formatTable } from '../output/table.ts';
import type { Terminal } from '../output/terminal.ts';

/** `presets`: the specs shipped with Atelier. */
export const presets: Command = {
  name: 'presets',
  summary: 'the shipped specs',
  usage: 'presets [--keras PRESET | --summary PRESET] [--json]',
  details: ['With --json each preset carries its whole spec, which "run" takes back as a file.'],
  options: {
    keras: { type: 'string', value: 'PRESET', help: 'one of them as a Python program for Keras 3' },
    summary: { type: 'string', value: 'PRESET', help: 'its network, as Keras sums one up' },
  },
  positionals: { names: [] },
  run: ({ terminal, json }, args) => {
    const [keras, summary] = [args.text('keras'), args.text('summary')];
    if (keras !== undefined) {
      write(terminal, json, 'keras', kerasCode(presetNamed(keras).spec, FASHION_MNIST));
    } else if (summary !== undefined) {
      const { architecture } = presetNamed(summary).spec;
      write(terminal, json, 'summary', modelSummary(architecture, FASHION_MNIST.imageShape));
    } else if (json) terminal.printJson(PRESETS);
    else terminal.print(table());
    return Promise.resolve(0);
  },
};

/** Prints a text, or with `--json` an object that holds it. */
function write(terminal: Terminal, json: boolean, key: string, text: string): void {
  if (json) terminal.printJson({ [key]: text });
  else terminal.print(text.trimEnd());
}

function presetNamed(id: string): Preset {
  const preset = findPreset(id);
  if (preset) return preset;
  throw new LabError({
    code: 'bad-input',
    message: `There is no preset "${id}"`,
    hint: `Use one of ${PRESETS.map((known) => known.id).join(', ')}`,
  });
}

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
