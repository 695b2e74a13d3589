import { Lexer, type Token } from 'marked';
import { linkedBy, partsOf } from './links.js';
import { PlainTokenizer } from './plain-tokenizer.js';

/** A piece of a line. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  /** An address, as it was written. */
  | { readonly kind: 'address'; readonly text: string; readonly href: string }
  /** A link under a text of its own; the host where it leads to is shown beside it. */
  | { readonly kind: 'link'; readonly text: string; readonly href: string; readonly host: string }
  | { readonly kind: 'strong' | 'emphasis'; readonly pieces: readonly Piece[] }
  | { readonly kind: 'code'; readonly text: string };

/** A piece of a message: running text with its line breaks, or a block of code. */
export type Block =
  | { readonly kind: 'text'; readonly pieces: readonly Piece[] }
  | { readonly kind: 'block'; readonly text: string };

/** What begins anything but a link: most messages have none of it. */
const SIGNS = /[*_`[\\]/;
/** A label that looks like an address itself. */
const LIKE_ADDRESS = /:\/\/|[\p{L}\p{N}]\.[\p{L}\p{N}]/u;

/** Reads the small Markdown of messages. Nothing of a text is lost but the signs; HTML is a text like any other. */
export function markdownOf(text: string): readonly Block[] {
  if (!SIGNS.test(text)) return [{ kind: 'text', pieces: addressed(text, false) }];
  const blocks: Block[] = [];
  let running = '';
  const flush = (isBefore: boolean) => {
    const rest = isBefore ? running.replace(/\n$/, '') : running;
    if (rest !== '') blocks.push({ kind: 'text', pieces: paragraphsOf(rest) });
    running = '';
  };
  for (const token of new Lexer({ gfm: true, tokenizer: new PlainTokenizer() }).lex(text)) {
    if (token.type !== 'code') running += token.raw;
    else {
      flush(true);
      blocks.push({ kind: 'block', text: String(token['text']) });
    }
  }
  flush(false);
  return blocks;
}

/** Nothing spans an empty line. */
function paragraphsOf(text: string): readonly Piece[] {
  return text
    .split(/(\n[ \t]*\n\s*)/)
    .flatMap((part, index) => (index % 2 === 1 ? [plain(part)] : inlineOf(part)));
}

function inlineOf(text: string): readonly Piece[] {
  return piecesOf(new Lexer({ gfm: true, tokenizer: new PlainTokenizer() }).inlineTokens(text), false);
}

/** @param isGlued - whether something follows the last token without a space */
function piecesOf(tokens: readonly Token[], isGlued: boolean): readonly Piece[] {
  return tokens.flatMap((token, index) => {
    const next = tokens[index + 1];
    return pieceOf(token, next === undefined ? isGlued : !/^\s/.test(next.raw));
  });
}

function pieceOf(token: Token, isGlued: boolean): readonly Piece[] {
  const { type, raw } = token;
  if (type === 'strong' || type === 'em') {
    const kind = type === 'em' ? 'emphasis' : 'strong';
    return [{ kind, pieces: piecesOf(token.tokens ?? [], isGlued) }];
  }
  const text = 'text' in token ? String(token.text) : raw;
  if (type === 'codespan') return [{ kind: 'code', text }];
  if (type === 'escape') return [plain(text)];
  if (type === 'link') return [linked(text, String(token['href'])) ?? plain(raw)];
  return addressed(raw, isGlued);
}

function linked(text: string, address: string): Piece | undefined {
  const href = linkedBy(address);
  if (href === undefined || text.trim() === '' || LIKE_ADDRESS.test(text)) return undefined;
  return { kind: 'link', text, href, host: new URL(href).host };
}

/** An address that something follows at once is none: more would be read as the host than is linked. */
function addressed(text: string, isGlued: boolean): readonly Piece[] {
  const parts = partsOf(text);
  return parts.map(({ text: written, href }, index) =>
    href === undefined || (isGlued && index === parts.length - 1)
      ? plain(written)
      : { kind: 'address', text: written, href },
  );
}

function plain(text: string): Piece {
  return { kind: 'text', text };
}
