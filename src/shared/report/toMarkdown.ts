import { assertNever } from '../assertNever.ts';
import type { ReportBlock } from './blocks.ts';
import { formatMarkdown } from './markdownTable.ts';

/** A report as Markdown that is also easy to read as it is. */
export function toMarkdown(blocks: readonly ReportBlock[]): string {
  return `${blocks.map(markdownBlock).join('\n\n')}\n`;
}

function markdownBlock(block: ReportBlock): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${block.text}`;
    case 'paragraph':
      return block.text;
    case 'list':
      return block.items.map((item) => `- ${item}`).join('\n');
    case 'table':
      return formatMarkdown(block.columns, block.rows);
    case 'code':
      return `\`\`\`\n${block.text}\n\`\`\``;
    case 'lines':
      return `${block.title}: ${block.lines.map(({ name }) => name).join(', ')}`;
    default:
      return assertNever(block);
  }
}
