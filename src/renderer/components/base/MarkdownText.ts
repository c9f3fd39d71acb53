import MarkdownIt from 'markdown-it';
import { defineComponent, h, type VNodeChild } from 'vue';

const markdown = new MarkdownIt({ html: false, linkify: false, breaks: true });
type Token = ReturnType<typeof markdown.parse>[number];

/** What may appear; anything else shows as its text. */
const TAGS = new Set(
  'p h1 h2 h3 h4 h5 h6 ul ol li blockquote hr br strong em s code pre table thead tbody tr th td'.split(
    ' ',
  ),
);

/**
 * Markdown as elements of Vue: no HTML is ever parsed, so a note can bring neither scripts nor styles, and
 * nothing is fetched: images and links show as their words.
 */
export const MarkdownText = defineComponent({
  name: 'MarkdownText',
  props: { text: { type: String, required: true } },
  setup: (props) => () => h('div', { class: 'markdown' }, render(markdown.parse(props.text, {}))),
});

interface Open {
  readonly tag: string;
  readonly children: VNodeChild[];
}

function render(tokens: readonly Token[]): VNodeChild[] {
  const root: Open = { tag: 'div', children: [] };
  const stack: Open[] = [root];
  for (const token of tokens) {
    const parent = stack.at(-1) ?? root;
    if (token.nesting === 1) stack.push({ tag: token.tag, children: [] });
    else if (token.nesting === -1) close(stack);
    else parent.children.push(single(token));
  }
  return root.children;
}

function close(stack: Open[]): void {
  const closed = stack.pop();
  const parent = stack.at(-1);
  if (!closed || !parent) return;
  parent.children.push(h(TAGS.has(closed.tag) ? closed.tag : 'span', closed.children));
}

function single(token: Token): VNodeChild {
  switch (token.type) {
    case 'inline':
      return render(token.children ?? []);
    case 'code_inline':
      return h('code', token.content);
    case 'fence':
    case 'code_block':
      return h('pre', h('code', token.content));
    case 'softbreak':
    case 'hardbreak':
      return h('br');
    case 'hr':
      return h('hr');
    default:
      return token.content;
  }
}
