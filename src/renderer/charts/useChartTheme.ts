import { onScopeDispose, shallowRef, type ShallowRef } from 'vue';

/** What a chart takes from the tokens. */
export interface ChartTheme {
  readonly text: string;
  readonly textMuted: string;
  readonly grid: string;
  readonly crosshair: string;
  readonly surface: string;
  readonly raised: string;
  readonly border: string;
  readonly font: string;
  /** Pixels of small text, as the person's text size has it. */
  readonly fontSize: number;
  /** The colour behind a token, such as `--run-3`, as a canvas understands it. */
  readonly color: (token: string) => string;
}

/** The charts' colours, which follow the theme while the caller lives. */
export function useChartTheme(): Readonly<ShallowRef<ChartTheme>> {
  const theme = shallowRef(readTheme());
  const update = (): void => {
    theme.value = readTheme();
  };
  const system = window.matchMedia('(prefers-color-scheme: dark)');
  system.addEventListener('change', update);
  const chosen = new MutationObserver(update);
  chosen.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  onScopeDispose(() => {
    system.removeEventListener('change', update);
    chosen.disconnect();
  });
  return theme;
}

function readTheme(): ChartTheme {
  // A custom property keeps its light-dark() unresolved; a colour that uses it does not.
  const probe = document.createElement('span');
  probe.hidden = true;
  document.body.append(probe);
  const resolve = (token: string): string => {
    probe.style.color = `var(${token})`;
    return getComputedStyle(probe).color;
  };
  const known = new Map<string, string>();
  for (const token of TOKENS) known.set(token, resolve(token));
  probe.remove();

  const color = (token: string): string => known.get(token) ?? known.get('--text') ?? '#888';
  const root = getComputedStyle(document.documentElement);
  return {
    text: color('--text'),
    textMuted: color('--text-muted'),
    grid: color('--gray-4'),
    crosshair: color('--gray-7'),
    surface: color('--surface'),
    raised: color('--surface-raised'),
    border: color('--border'),
    font: root.getPropertyValue('--font').trim() || 'sans-serif',
    fontSize: Number.parseFloat(root.fontSize) * 0.6875,
    color,
  };
}

const TOKENS = [
  '--text',
  '--text-muted',
  '--gray-4',
  '--gray-6',
  '--gray-7',
  '--gray-9',
  '--surface',
  '--surface-raised',
  '--border',
  '--accent',
  '--matrix-right',
  '--matrix-wrong',
  ...Array.from({ length: 8 }, (_, index) => `--run-${index}`),
];
