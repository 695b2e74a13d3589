import { members, type Line, type Room, type User } from '@serverless-ws/chat-client';
import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { mentionable } from './mentionable.js';

/**
 * Who can be mentioned in a room.
 * @param isWanted - whether the server is asked who is there: each list costs a request about once a minute
 */
export function usePeople(
  room: Room,
  lines: readonly Line[],
  self: User,
  isWanted: boolean,
): readonly User[] {
  const shown = members(room);
  const subscribe = useCallback(
    (changed: () => void) => (isWanted ? shown.subscribe(changed) : () => undefined),
    [shown, isWanted],
  );
  const { users } = useSyncExternalStore(subscribe, () => shown.current);
  return useMemo(() => (isWanted ? mentionable(users, lines, self) : []), [isWanted, users, lines, self]);
}
