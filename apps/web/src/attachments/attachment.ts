/** A file that a message names in its `meta`, as `examples/attachments` sends it. */
export interface Attachment {
  /** Names the file where it is stored. */
  readonly key: string;
  /** As the sender called it. */
  readonly name: string;
  /** Its media type. */
  readonly type: string;
  /** Bytes. */
  readonly size: number;
  /** Pixels of an image, both or neither: the page reserves its space by them. */
  readonly width?: number;
  readonly height?: number;
}

/** Files of one message that are shown: `meta` holds hardly more. */
const MOST = 10;
/** Characters of a name that are kept. */
const NAME_LENGTH = 100;
/** Pixels of a side, at most: no format of {@link isImage} but PNG has more. */
const LONGEST_SIDE = 65_535;
/** Images that every browser decodes, and in which no script can stand: no SVG. */
const IMAGES: readonly string[] = ['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/avif'];

/** Whether a file is an image that the page shows. The sender said so: what the browser cannot decode is shown as a file. */
export function isImage({ type }: Pick<Attachment, 'type'>): boolean {
  return IMAGES.includes(type);
}

/** The files that a message names, as far as they look like some: `meta` is what its sender wrote. */
export function attachmentsOf(meta: Readonly<Record<string, unknown>> | undefined): readonly Attachment[] {
  const list: unknown = meta?.['attachments'];
  return Array.isArray(list) ? list.flatMap(attachmentIn).slice(0, MOST) : [];
}

function attachmentIn(value: unknown): readonly Attachment[] {
  if (typeof value !== 'object' || value === null) return [];
  const { key, name, type, size, width, height }: Partial<Record<keyof Attachment, unknown>> = value;
  if (typeof key !== 'string' || typeof name !== 'string' || typeof type !== 'string') return [];
  if (typeof size !== 'number' || size < 0) return [];
  const pixels = isSide(width) && isSide(height) ? { width, height } : {};
  return [{ key, name: fileName(name), type, size, ...pixels }];
}

function isSide(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= LONGEST_SIDE;
}

/** A name without what turns its direction or is not seen: `gpj.exe` must not read as `exe.jpg`. */
export function fileName(name: string): string {
  const kept = name.replace(/[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '').trim();
  // A character of two units that was cut in half is none.
  return kept === '' ? 'file' : kept.slice(0, NAME_LENGTH).replace(/\p{Cs}/gu, '');
}

/** A size as people read it. */
export function sizeText(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** What a message says in one line: its text, or the names of its files where it has none. */
export function summaryOf(message: {
  readonly text: string;
  readonly meta?: Readonly<Record<string, unknown>> | undefined;
}): string {
  if (message.text !== '') return message.text;
  return attachmentsOf(message.meta)
    .map(({ name }) => name)
    .join(', ');
}
