import { afterAll, describe, expect, it } from 'vitest';
import { chooseComputeType, processorHasBfloat16 } from '../../../src/trainer/engine/bfloat16.ts';
import { layerGraph } from '../../../src/trainer/engine/layerGraph.ts';
import { buildStudyModel } from '../../../bench/studyModels.ts';
import { adamAt, studyProgram } from './programs.ts';
import { syntheticSet, walk } from './syntheticSet.ts';

const train = syntheticSet(512);

afterAll(() => train.dispose());

describe('bfloat16', () => {
  it('is chosen only where every layer and the processor have it', () => {
    const cnn = buildStudyModel('cnn');
    const rnn = buildStudyModel('rnn');
    expect(chooseComputeType('bfloat16', layerGraph(cnn), true).computeType).toBe('bfloat16');
    expect(chooseComputeType('float32', layerGraph(cnn), true).computeType).toBe('float32');
    const none = chooseComputeType('bfloat16', layerGraph(cnn), false);
    expect(none.computeType).toBe('float32');
    expect(none.fallbacks.join()).toContain('processor');
    expect(chooseComputeType('bfloat16', layerGraph(rnn), true).fallbacks.join()).toContain('LSTM');
    expect(processorHasBfloat16('/nonexistent')).toBe(false);
    cnn.dispose();
    rnn.dispose();
  });

  it.each(['cnn', 'cnn2'] as const)('%s: learns as float32 does, to its precision', (name) => {
    const losses = (['float32', 'bfloat16'] as const).map((computeType) => {
      const own = studyProgram(name, train, { optimizer: adamAt(1e-5), computeType });
      for (let step = 0; step < 10; step += 1) own.program.trainStep(walk(step, 32, 512), step);
      const { lossSum, count } = own.program.takeSums();
      const { loss } = own.program.evaluate(train, null, 128);
      own.program.dispose();
      own.model.dispose();
      return [lossSum / count, loss] as const;
    });
    const [wide, narrow] = losses;
    expect(Math.abs((narrow?.[0] ?? 0) / (wide?.[0] ?? 0) - 1)).toBeLessThan(0.03);
    expect(Math.abs((narrow?.[1] ?? 0) / (wide?.[1] ?? 0) - 1)).toBeLessThan(0.03);
    // On a processor without bfloat16 both ran in float32 and agree to the bit.
    expect(narrow?.[0] === wide?.[0]).toBe(!processorHasBfloat16());
  });
});
