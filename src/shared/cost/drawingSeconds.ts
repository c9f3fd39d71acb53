import { innerLayers, type Layer } from '../spec/layers/index.ts';
import { GATES, type RecurrentType } from '../spec/layers/recurrentLayer.ts';

/** Seconds by units², gates and units, in JavaScript: 0.26 s for 256 units of an LSTM, 2 s for 512. */
const ORTHOGONAL = 3.8e-9;

/** What drawing orthonormal matrices takes, which grows by the third power of a recurrent layer's units. */
export function drawingSeconds(layers: readonly Layer[]): number {
  return layers.reduce((sum, layer) => sum + secondsOf(layer), 0);
}

function secondsOf(layer: Layer): number {
  if (layer.type === 'Residual') return drawingSeconds(innerLayers(layer));
  if (!('recurrentInitializer' in layer) || layer.recurrentInitializer !== 'orthogonal') return 0;
  const isBoth = layer.type === 'Bidirectional';
  const cell: RecurrentType = isBoth ? layer.layer : layer.type;
  return (isBoth ? 2 : 1) * ORTHOGONAL * GATES[cell] * layer.units ** 3;
}
