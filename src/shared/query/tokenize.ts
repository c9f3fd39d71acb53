/** A piece of a filter's text, from its first character to behind its last, counted from 0. */
export interface Token {
  /** `text` was quoted, and so is never a keyword. */
  readonly kind: 'word' | 'text' | 'operator' | '(' | ')' | ',' | 'unclosed';
  /** Without quotes. */
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

const PATTERN = /\s+|"(?:[^"\\]|\\.)*"|"[\s\S]*$|[(),]|!=|==|<=|>=|!~|[=<>~]|[^\s"(),=<>~!]+|!/g;

/** Cuts a filter's text into tokens. Never fails: a quote that is not closed is a token of its own. */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (const { 0: piece, index: from } of text.matchAll(PATTERN)) {
    if (piece.trim() === '') continue;
    tokens.push({ ...classify(piece), from, to: from + piece.length });
  }
  return tokens;
}

function classify(piece: string): Pick<Token, 'kind' | 'text'> {
  if (piece === '(' || piece === ')' || piece === ',') return { kind: piece, text: piece };
  if (piece.startsWith('"')) {
    const closed = piece.length > 1 && piece.endsWith('"') && !/(^|[^\\])(\\\\)*\\"$/.test(piece);
    const inner = closed ? piece.slice(1, -1) : piece.slice(1);
    return { kind: closed ? 'text' : 'unclosed', text: inner.replace(/\\(.)/gs, '$1') };
  }
  if (/^[=<>~!]/.test(piece)) return { kind: 'operator', text: piece === '==' ? '=' : piece };
  return { kind: 'word', text: piece };
}

/** The words that are part of the language; as a name or value they need quotes. */
export const KEYWORDS = ['and', 'or', 'not', 'in', 'is', 'missing'] as const;
/** A word of the language. */
export type Keyword = (typeof KEYWORDS)[number];

/** The keyword that a token is, whatever its case. */
export function keywordOf(token: Token | undefined): Keyword | undefined {
  if (token?.kind !== 'word') return undefined;
  const lower = token.text.toLowerCase();
  return KEYWORDS.find((keyword) => keyword === lower);
}

/** A text as a filter writes it: in quotes where it would not be read as one word. */
export function quote(text: string): string {
  const plain =
    /^[^\s"(),=<>~!]+$/.test(text) && !KEYWORDS.some((word) => word === text.toLowerCase());
  return plain ? text : `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
