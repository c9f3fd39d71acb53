import { assertNever } from '../assertNever.ts';
import type { ReportBlock } from './blocks.ts';
import type { Column } from './column.ts';
import { escapeHtml } from './escapeHtml.ts';
import { figureColor, linesSvg, type FigureLine } from './linesSvg.ts';

/**
 * A report as a self-contained HTML page: no script, no font and no picture from elsewhere.
 *
 * @param title what the page is called
 */
export function toHtml(title: string, blocks: readonly ReportBlock[]): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
${blocks.map(htmlBlock).join('\n')}
</body>
</html>
`;
}

function htmlBlock(block: ReportBlock): string {
  switch (block.kind) {
    case 'heading':
      return `<h${block.level}>${escapeHtml(block.text)}</h${block.level}>`;
    case 'paragraph':
      return `<p>${escapeHtml(block.text)}</p>`;
    case 'list':
      return `<ul>${block.items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</ul>`;
    case 'table':
      return htmlTable(block.columns, block.rows);
    case 'code':
      return `<pre>${escapeHtml(block.text)}</pre>`;
    case 'lines':
      return htmlFigure(block.title, block.lines);
    default:
      return assertNever(block);
  }
}

function htmlTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const head = columns.map((column) => `<th${cellClass(column)}>${escapeHtml(column.title)}</th>`);
  const body = rows.map((row) => {
    const cells = columns.map(
      (column, index) => `<td${cellClass(column)}>${escapeHtml(row[index] ?? '')}</td>`,
    );
    return `<tr>${cells.join('')}</tr>`;
  });
  return `<table><thead><tr>${head.join('')}</tr></thead><tbody>${body.join('\n')}</tbody></table>`;
}

function htmlFigure(title: string, lines: readonly FigureLine[]): string {
  const drawn = lines.filter(({ points }) => points.length > 0);
  const names = drawn.map(
    ({ name }, index) =>
      `<li><span style="color: ${figureColor(index)}">■</span> ${escapeHtml(name)}</li>`,
  );
  return `<figure><figcaption>${escapeHtml(title)}</figcaption>${linesSvg(drawn, title)}<ul class="key">${names.join('')}</ul></figure>`;
}

function cellClass({ align }: Column): string {
  return align === 'right' ? ' class="number"' : '';
}

const STYLE = `
:root { color-scheme: light dark; }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; margin: 1rem 0; font-size: 13px; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: 4px 12px 4px 0; border-bottom: 1px solid #8885; vertical-align: top; }
.number { text-align: right; }
figure { margin: 1rem 0; break-inside: avoid; }
figure svg { max-width: 100%; height: auto; }
.key { display: flex; flex-wrap: wrap; gap: 0 1rem; padding: 0; list-style: none; font-size: 13px; }
pre { font-size: 12px; white-space: pre-wrap; overflow-wrap: anywhere; }
`;
