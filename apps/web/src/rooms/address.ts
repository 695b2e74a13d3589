/** A place in the chat: a room, and a message in it. */
export interface Address {
  /** The name of the room in the client: with `@` for the messages with one user. */
  readonly room: string;
  readonly seq?: number;
}

const ADDRESS = /^#([^/]+)(?:\/(\d{1,15}))?$/;

/** Reads the part of an address behind `#`; `null` where it names no room. */
export function addressIn(hash: string): Address | null {
  const [, name, seq] = ADDRESS.exec(hash) ?? [];
  if (name === undefined) return null;
  try {
    const room = decodeURIComponent(name);
    return seq === undefined ? { room } : { room, seq: Number(seq) };
  } catch {
    return null;
  }
}

/** The part of an address behind `#`, for a room and a message in it. */
export function hashOf({ room, seq }: Address): string {
  const name = encodeURIComponent(room).replace(/^%40/, '@');
  return `#${name}${seq === undefined ? '' : `/${seq}`}`;
}

/** The address of a message, for others. */
export function linkTo(room: string, seq: number): string {
  return new URL(hashOf({ room, seq }), location.href).href;
}
