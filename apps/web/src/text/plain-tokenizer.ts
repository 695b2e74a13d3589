import { Tokenizer, type Tokens } from 'marked';
import { addressesIn } from './links.js';

/** A fence of backticks that is closed, with something in it. */
const CLOSED_FENCE = /^ {0,3}`{3}[^\n]*\n[^]*\S[^]*\n {0,3}`{3,} *\n?$/;
/** What a backslash takes its meaning: what means something here. */
const ESCAPE = /^\\[*_`[]/;

/** Of Markdown: bold, italic, code and links. What means something else there is a text like any other here. */
export class PlainTokenizer extends Tokenizer {
  override code = nothing;
  override heading = nothing;
  override hr = nothing;
  override blockquote = nothing;
  override list = nothing;
  override html = nothing;
  override def = nothing;
  override table = nothing;
  override lheading = nothing;
  override paragraph = nothing;
  override tag = nothing;
  override reflink = nothing;
  override br = nothing;
  override del = nothing;
  override autolink = nothing;
  override url = nothing;

  override fences(src: string): Tokens.Code | undefined {
    const token = super.fences(src);
    return token !== undefined && CLOSED_FENCE.test(token.raw) ? token : undefined;
  }

  override escape(src: string): Tokens.Escape | undefined {
    return ESCAPE.test(src) ? super.escape(src) : undefined;
  }

  /** In one line, and of something. */
  override codespan(src: string): Tokens.Codespan | undefined {
    const token = super.codespan(src);
    return token !== undefined && !token.raw.includes('\n') && token.text.trim() !== '' ? token : undefined;
  }

  override link(src: string): Tokens.Link | Tokens.Image | undefined {
    return src.startsWith('!') ? undefined : super.link(src);
  }

  /** None within a word (2*3*4), and none that begins or ends within an address. */
  override emStrong(src: string, masked: string, before = ''): Tokens.Em | Tokens.Strong | undefined {
    if (/[A-Za-z0-9]/.test(before)) return undefined;
    const isSign = /^[*_]/;
    const signs = withoutSigns(masked);
    return isSign.test(signs.slice(-src.length)) ? super.emStrong(src, signs, before) : undefined;
  }
}

function nothing(): undefined {
  return undefined;
}

/** The same, without the signs that belong to addresses. */
function withoutSigns(text: string): string {
  let result = text;
  for (const { from, address } of addressesIn(text)) {
    const masked = address.replaceAll(/[*_]/g, 'a');
    result = result.slice(0, from) + masked + result.slice(from + address.length);
  }
  return result;
}
