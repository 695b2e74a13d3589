import { typing, type Room, type Typing, type User } from '@serverless-ws/chat-client';
import { useMemo } from 'react';
import { useView } from '../use-view.js';

/** Who is typing, and the same of this user. */
export interface ShownTyping extends Pick<Typing, 'keystroke' | 'stop'> {
  /** Without the user of this client. */
  readonly users: readonly User[];
}

/**
 * Who is typing in a room. Call `keystroke` at each change of the text: it tells the others no more often than need be.
 *
 * @example
 * ```tsx
 * const { users, keystroke } = useTyping(room);
 * <input onChange={keystroke} />;
 * ```
 */
export function useTyping(room: Room): ShownTyping {
  const shown = typing(room);
  const users = useView(shown);
  return useMemo(
    () => ({ users, keystroke: () => shown.keystroke(), stop: () => shown.stop() }),
    [shown, users],
  );
}
