/**
 * Controls (C0, C1, DEL), invisible and format characters (directions, tags, fillers), and halves of surrogate pairs: what
 * could take over a terminal, or look like something else on it. Joiners and variation selectors stay: emoji need them.
 */
const UNPRINTABLE = /(?!\u200c|\u200d|\ufe0e|\ufe0f)[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu;

/** Text from the wire, as it may be shown on a terminal: one line, without escape sequences. */
export function printable(text: string): string {
  return text.replace(/\s+/g, ' ').replace(UNPRINTABLE, '·');
}
