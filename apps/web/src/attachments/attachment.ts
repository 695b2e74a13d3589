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
}

/** Files of one message that are shown: `meta` holds hardly more. */
const MOST = 10;
/** Characters of a name that are kept. */
const NAME_LENGTH = 100;

/** The files that a message names, as far as they look like some: `meta` is what its sender wrote. */
export function attachmentsOf(meta: Readonly<Record<string, unknown>> | undefined): readonly Attachment[] {
  const list: unknown = meta?.['attachments'];
  return Array.isArray(list) ? list.flatMap(attachmentIn).slice(0, MOST) : [];
}

function attachmentIn(value: unknown): readonly Attachment[] {
  if (typeof value !== 'object' || value === null) return [];
  const { key, name, type, size }: Partial<Record<keyof Attachment, unknown>> = value;
  if (typeof key !== 'string' || typeof name !== 'string' || typeof type !== 'string') return [];
  return typeof size === 'number' && size >= 0 ? [{ key, name: fileName(name), type, size }] : [];
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
