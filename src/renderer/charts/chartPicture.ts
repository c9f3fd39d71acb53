import type { ChartTheme } from './useChartTheme.ts';

/** A line's name with the colour it is drawn in. */
export interface PictureEntry {
  readonly label: string;
  readonly color: string;
  readonly dash: readonly number[];
}

/**
 * A chart as a picture that stands alone: on the page's ground, with its title and its lines' names.
 *
 * @param chart the drawn canvas
 * @param ratio pixels of the canvas for one of the page
 */
export function chartPicture(
  chart: HTMLCanvasElement,
  title: string,
  entries: readonly PictureEntry[],
  theme: ChartTheme,
  ratio: number,
): Promise<Blob> {
  const margin = 12;
  const head = 32;
  const canvas = document.createElement('canvas');
  canvas.width = chart.width + 2 * margin * ratio;
  canvas.height = chart.height + (head + 2 * margin) * ratio;
  const context = canvas.getContext('2d');
  if (!context) return Promise.reject(new Error('no canvas to draw on'));
  context.fillStyle = theme.surface;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(chart, margin * ratio, (margin + head) * ratio);
  context.scale(ratio, ratio);
  drawHead(context, title, entries, theme, { x: margin, y: margin + head / 2 });
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture came'))));
  });
}

function drawHead(
  context: CanvasRenderingContext2D,
  title: string,
  entries: readonly PictureEntry[],
  theme: ChartTheme,
  from: { readonly x: number; readonly y: number },
): void {
  let { x } = from;
  context.textBaseline = 'middle';
  context.fillStyle = theme.text;
  context.font = `600 15px ${theme.font}`;
  context.fillText(title, x, from.y);
  x += context.measureText(title).width + 24;
  context.font = `12px ${theme.font}`;
  for (const { label, color, dash } of entries) {
    context.strokeStyle = color;
    context.lineWidth = 2;
    context.setLineDash([...dash]);
    context.beginPath();
    context.moveTo(x, from.y);
    context.lineTo(x + 18, from.y);
    context.stroke();
    context.fillStyle = theme.text;
    context.fillText(label, x + 24, from.y);
    x += 24 + context.measureText(label).width + 16;
  }
}
