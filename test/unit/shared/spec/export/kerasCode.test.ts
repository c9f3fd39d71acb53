import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FASHION_MNIST } from '../../../../../src/shared/dataset/fashionMnist.ts';
import { inspectArchitecture } from '../../../../../src/shared/spec/architecture.ts';
import { kerasCode } from '../../../../../src/shared/spec/export/kerasCode.ts';
import { kerasGraph } from '../../../../../src/shared/spec/kerasGraph.ts';
import { exportedSpecs } from '../../../../fixtures/keras/exportedSpecs.ts';

interface Outcome {
  readonly program: string;
  readonly parameters: number;
  readonly trainable: number;
  readonly output: readonly number[];
  readonly layers: readonly string[];
}

/** What Keras itself said when it ran each program for an epoch; see test/fixtures/keras/makeExported.ts. */
const file = new URL('../../../../fixtures/keras/exported.json', import.meta.url);
const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { readonly cases: readonly Outcome[] };
const specs = exportedSpecs().map((spec, index) => ({
  name: `${index}, ${spec.model}`,
  spec,
  keras: cases[index],
}));

describe('kerasCode', () => {
  it.each(specs)('$name, is the program that Keras has run', ({ spec, keras }) => {
    expect(kerasCode(spec, FASHION_MNIST)).toBe(keras?.program);
  });

  it.each(specs)('$name, has as many parameters in Keras', ({ spec, keras }) => {
    const { architecture } = spec;
    const report = inspectArchitecture(architecture, FASHION_MNIST.imageShape, 10);
    expect(report.trainableParameters).toBe(keras?.trainable);
    expect(report.trainableParameters + report.nonTrainableParameters).toBe(keras?.parameters);
    expect(report.output).toEqual(keras?.output);
    const names = kerasGraph(architecture, FASHION_MNIST.imageShape).map(({ name }) => name);
    const theirs = keras?.layers.filter((name) => !/^input_layer/.test(name)) ?? [];
    expect([...theirs].sort()).toEqual([...names].sort());
  });

  it('cannot be led out of its own text by a name', () => {
    const [first] = specs;
    if (!first) throw new Error('there are no specs');
    const model = '"""\nimport os\n"""';
    const dataset = { ...FASHION_MNIST, id: 'own', name: 'own\nimport os' };
    const program = kerasCode({ ...first.spec, model }, dataset);
    expect(program.split('"""')).toHaveLength(5);
    expect(program).not.toMatch(/^import os$/m);
  });
});
