const KEY = 'rooms:';

/** The rooms that a user was in, in this tab. */
export function rememberedRooms(userId: string): readonly string[] {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(KEY + userId) ?? '[]');
    return Array.isArray(value) ? value.filter((room): room is string => typeof room === 'string') : [];
  } catch {
    return [];
  }
}

/** Keeps the rooms over a reload. */
export function rememberRooms(userId: string, rooms: readonly string[]): void {
  try {
    sessionStorage.setItem(KEY + userId, JSON.stringify(rooms));
  } catch {
    // Storage is forbidden: after a reload the user is in the lobby.
  }
}
