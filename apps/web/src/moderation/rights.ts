/** The roles in a JWT: not verified, to offer no button in vain. The server decides, and refuses in a sentence. */
export function rolesIn(token: string): readonly string[] {
  try {
    const payload = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/');
    const bytes = Uint8Array.from(atob(payload), (character) => character.charCodeAt(0));
    const { roles }: { roles?: unknown } = JSON.parse(new TextDecoder().decode(bytes));
    return Array.isArray(roles) ? roles.filter((role): role is string => typeof role === 'string') : [];
  } catch {
    return [];
  }
}

/** Whether a user with these roles moderates, as the server's own policy has it. */
export function moderates(roles: readonly string[]): boolean {
  return roles.includes('moderator') || roles.includes('admin');
}

/** Whether a user with these roles invites to a room: moderators do, and those whose token names the room. */
export function invites(roles: readonly string[], room: string): boolean {
  return isPrivate(room) && (moderates(roles) || roles.includes(`room:${room}`));
}

/** Whether a room is open to invited users alone: the server tells it by the name, too. */
export function isPrivate(room: string): boolean {
  return room.startsWith('private.');
}
