/** A piece of a text: as it was written, with the address that it links to if it is a link. */
export interface TextPart {
  readonly text: string;
  readonly href?: string;
}

/**
 * An address as it may be written. It ends at white space, quotes and brackets of markup, CJK punctuation, and at what is
 * not visible: an address with a character that turns the direction of writing or that draws nothing reads as another.
 */
const ADDRESS =
  /(?<![A-Za-z0-9+.-])https?:\/\/(?:(?![\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800\u3001-\u303F\uFF01-\uFF0F\uFF1A-\uFF20])[^\s<>"'`\\^{}|])+/giu;

/** A host and a port as they are written in ASCII; no user name, no escape, no letter that looks like another. */
const AUTHORITY = /^https?:\/\/([a-z0-9.-]+)(?::\d+)?(?=[/?#]|$)/i;

/** What is not seen behind an address: where the host is cut off by it, more is read as the host than is linked. */
const HIDDEN_NEXT = /^(?!\s)[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u;

/** What ends a sentence rather than the address in it. */
const ENDING = /[.,:;!?*_~]/;

/** Cuts a text into links and what is between; joined, the parts are the text. */
export function partsOf(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const { from, address, found } of addressesIn(text)) {
    const href = hrefOf(address);
    if (href === undefined || isCutOff(found, text.slice(from + found.length))) continue;
    if (from > end) parts.push({ text: text.slice(end, from) });
    parts.push({ text: address, href });
    end = from + address.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}

/** What is written like an address in a text: from where, without the punctuation behind it, and with that. */
export function addressesIn(
  text: string,
): readonly { readonly from: number; readonly address: string; readonly found: string }[] {
  return [...text.matchAll(ADDRESS)].map(({ 0: found, index }) => ({
    ...{ from: index, address: withoutEnding(found), found },
  }));
}

/** Where a text leads that is one address and nothing else, if it may be linked. */
export function linkedBy(text: string): string | undefined {
  const [part, ...others] = partsOf(text);
  return others.length === 0 && part?.text === text ? part.href : undefined;
}

/** Where an address leads, if that is the host that is read in it. */
function hrefOf(address: string): string | undefined {
  const host = AUTHORITY.exec(address)?.[1];
  if (host === undefined || !URL.canParse(address)) return undefined;
  const { protocol, hostname, href } = new URL(address);
  const isWeb = protocol === 'https:' || protocol === 'http:';
  return isWeb && hostname === host.toLowerCase() ? href : undefined;
}

function isCutOff(found: string, behind: string): boolean {
  return HIDDEN_NEXT.test(behind) && !/^https?:\/\/[^/?#]*[/?#]/i.test(found);
}

/** Without the punctuation of the sentence around it, and without brackets that were opened before it. */
function withoutEnding(address: string): string {
  let closing = count(address, ')') - count(address, '(');
  let end = address.length;
  for (; end > 0; end -= 1) {
    const last = address.charAt(end - 1);
    if (last === ')' && closing > 0) closing -= 1;
    else if (last !== ']' && !ENDING.test(last)) break;
  }
  return address.slice(0, end);
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}
