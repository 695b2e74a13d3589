import type { Attachment } from '../attachments/attachment.js';
import type { Pixels } from '../attachments/attachment-files.js';

/** Pixels of CSS that an image in a line takes, at most and at least. */
const MOST: Pixels = { width: 320, height: 260 };
const LEAST = 48;
/** What is reserved for an image whose pixels are not known. */
const UNKNOWN: Pixels = { width: 240, height: 180 };

/** The space of an image in its line, which it keeps whatever is loaded into it. In pixels of CSS. */
export function shownSize({ width, height }: Pick<Attachment, 'width' | 'height'>): Pixels {
  if (width === undefined || height === undefined) return UNKNOWN;
  const scale = Math.min(1, MOST.width / width, MOST.height / height);
  const shown = (side: number) => Math.max(LEAST, Math.round(side * scale));
  return { width: shown(width), height: shown(height) };
}
