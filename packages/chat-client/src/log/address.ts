/** The name, in this client, of the direct room with a user: `@` and the user's id. No name of a room begins so. */
export function directName(userId: string): string {
  return `@${userId}`;
}

/** The other user of a direct room; `null` for the name of any other room. */
export function peerOf(name: string): string | null {
  return name.startsWith('@') ? name.slice(1) : null;
}

/** The field of a frame that names a room. */
export function addressOf(name: string): { readonly room: string } | { readonly with: string } {
  const peer = peerOf(name);
  return peer === null ? { room: name } : { with: peer };
}
