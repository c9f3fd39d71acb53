import { escapeHtml } from './escapeHtml.ts';

/** A line of a figure. */
export interface FigureLine {
  readonly name: string;
  /** By growing x; at least one. */
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

const [WIDTH, HEIGHT] = [720, 300];
const EDGE = { left: 56, right: 12, top: 12, bottom: 36 };
/** Okabe and Ito's palette, as the app has it on white. */
const COLORS = [
  '#0072b2',
  '#d55e00',
  '#008a64',
  '#b8568f',
  '#b07500',
  '#2b8cc4',
  '#8a7f00',
  '#3a414b',
];
/** Above this many points of a line nothing more can be told apart. */
const DRAWN = 720;

/** Lines over epochs as an SVG picture that stands alone. @param label what y is */
export function linesSvg(lines: readonly FigureLine[], label: string): string {
  const all = lines.flatMap(({ points }) => points);
  const [left, right] = reach(all.map(({ x }) => x));
  const [low, high] = reach(all.map(({ y }) => y));
  const x = (value: number): number =>
    round(EDGE.left + share(value, left, right) * (WIDTH - EDGE.left - EDGE.right));
  const y = (value: number): number =>
    round(HEIGHT - EDGE.bottom - share(value, low, high) * (HEIGHT - EDGE.top - EDGE.bottom));
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((part) => low + part * (high - low));
  const grid = ticks.map(
    (tick) =>
      `<line x1="${EDGE.left}" x2="${WIDTH - EDGE.right}" y1="${y(tick)}" y2="${y(tick)}" stroke="#8886"/>` +
      `<text x="${EDGE.left - 6}" y="${y(tick) + 4}" text-anchor="end">${Number(tick.toPrecision(3))}</text>`,
  );
  const drawn = lines.map(({ name, points }, index) => {
    const every = Math.max(1, Math.ceil(points.length / DRAWN));
    const kept = points.filter((_, place) => place % every === 0 || place === points.length - 1);
    const path = kept.map((point) => `${x(point.x)},${y(point.y)}`).join(' ');
    return `<polyline fill="none" stroke-width="2" stroke="${figureColor(index)}" points="${path}"><title>${escapeHtml(name)}</title></polyline>`;
  });
  const ends = [left, right].map(
    (end) =>
      `<text x="${x(end)}" y="${HEIGHT - 18}" text-anchor="middle">${Number(end.toPrecision(4))}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" role="img" aria-label="${escapeHtml(label)}" font-size="11" fill="currentColor">${grid.join('')}${ends.join('')}<text x="${WIDTH / 2}" y="${HEIGHT - 4}" text-anchor="middle">Epoch</text>${drawn.join('')}</svg>`;
}

/** The colour of the line at a place. */
export function figureColor(index: number): string {
  return COLORS[index % COLORS.length] ?? '#000000';
}

function reach(values: readonly number[]): readonly [number, number] {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return [0, 1];
  const low = finite.reduce((a, b) => Math.min(a, b));
  const high = finite.reduce((a, b) => Math.max(a, b));
  return [low, high];
}

function share(value: number, low: number, high: number): number {
  return high === low ? 0.5 : (value - low) / (high - low);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
