import type { Chart } from 'chart.js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { faintLines, type FaintLine } from '../../../../src/renderer/charts/faintLines.ts';
import { toColumns } from './samplePoints.ts';

/** What was drawn: a letter a part, with its place. */
let paths: string[] = [];

class SamplePath {
  readonly parts: string[] = [];
  moveTo(x: number, y: number): void {
    this.parts.push(`M${x},${y}`);
  }
  lineTo(x: number, y: number): void {
    this.parts.push(`L${x},${y}`);
  }
}

class SampleCanvas {
  getContext() {
    return {
      scale: () => undefined,
      beginPath: () => undefined,
      rect: () => undefined,
      clip: () => undefined,
      stroke: (path: SamplePath) => void paths.push(path.parts.join(' ')),
    };
  }
}

beforeEach(() => {
  paths = [];
  vi.stubGlobal('OffscreenCanvas', SampleCanvas);
  vi.stubGlobal('Path2D', SamplePath);
});
afterEach(() => void vi.unstubAllGlobals());

function sampleChart(max = 10, type = 'linear') {
  const drawImage = vi.fn();
  const scale = { type, min: 0, max, getPixelForValue: (value: number) => value * 10 };
  const chart = {
    width: 100,
    height: 50,
    currentDevicePixelRatio: 1,
    chartArea: { left: 0, top: 0, right: 100, bottom: 50, width: 100, height: 50 },
    scales: { x: scale, y: scale },
    ctx: { drawImage },
  };
  return { chart: chart as unknown as Chart<'line'>, drawImage };
}

const draw = (plugin: ReturnType<typeof faintLines>, chart: Chart<'line'>) =>
  plugin.beforeDatasetsDraw?.(chart, { cancelable: true }, {});

const LINES: readonly FaintLine[] = [
  {
    color: 'grey',
    points: toColumns([
      { x: 1, y: 1 },
      { x: 2, y: Number.NaN },
      { x: 3, y: 0 },
      { x: 4, y: 4 },
    ]),
  },
];

describe('faintLines', () => {
  it('leaves a gap where there is no value', () => {
    const { chart, drawImage } = sampleChart();
    draw(
      faintLines(() => LINES),
      chart,
    );
    expect(paths).toEqual(['M10,10 M30,0 L40,40']);
    expect(drawImage).toHaveBeenCalledOnce();
  });

  it('leaves one too where a logarithmic axis has no place', () => {
    draw(
      faintLines(() => LINES),
      sampleChart(10, 'logarithmic').chart,
    );
    expect(paths).toEqual(['M10,10 M40,40']);
  });

  it('draws the same lines once, and anew when the axes or the lines change', () => {
    let lines = LINES;
    const plugin = faintLines(() => lines);
    const { chart, drawImage } = sampleChart();
    draw(plugin, chart);
    draw(plugin, chart);
    expect(paths).toHaveLength(1);
    expect(drawImage).toHaveBeenCalledTimes(2);
    draw(plugin, sampleChart(20).chart);
    expect(paths).toHaveLength(2);
    lines = [...LINES];
    draw(plugin, sampleChart(20).chart);
    expect(paths).toHaveLength(3);
  });

  it('draws nothing where nothing is smoothed', () => {
    const { chart, drawImage } = sampleChart();
    draw(
      faintLines(() => []),
      chart,
    );
    expect(drawImage).not.toHaveBeenCalled();
  });
});
