import type { ChatClient } from '@serverless-ws/chat-client';
import { LOBBY } from '@serverless-ws/chat-protocol';
import { useClient, useRooms } from '@serverless-ws/chat-react';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { roomSentence } from '../notices/sentences.js';
import { useAddress } from './use-address.js';
import { rememberedRooms, rememberRooms } from './remembered-rooms.js';

/** A room in the list. */
export interface OpenRoom {
  /** Its name in the client: `@` and a user's id for the messages with one user. */
  readonly name: string;
  /** As it is shown. */
  readonly title: string;
  readonly isDirect: boolean;
  readonly icon: 'hash' | 'lock' | 'person';
}

/** The rooms of a tab. */
export interface OpenRooms {
  readonly rooms: readonly OpenRoom[];
  readonly active: OpenRoom;
  /** The position in it that the address of the page names. */
  readonly target: number | undefined;
  /** Shows a room, and opens it before if need be; `title`: the name of the other user. */
  readonly open: (name: string, title?: string) => void;
  readonly leave: (name: string) => void;
}

/**
 * The rooms of a user in this tab, over reloads: the lobby, those that were opened, and the user's direct messages.
 * @param warn - shows a sentence to the user until they close it
 */
export function useOpenRooms(userId: string, warn: (text: string) => void): OpenRooms {
  const client = useClient();
  const [names, setNames] = useState(() => [...new Set([LOBBY, ...rememberedRooms(userId)])]);
  const { room: shown, seq, show } = useAddress();
  const [titles, setTitles] = useState<Readonly<Record<string, string>>>({});
  const rooms = useListed(names, titles);
  useEffect(() => {
    // By a link, or by going back.
    setNames((before) => (before.includes(shown) ? before : [...before, shown]));
  }, [shown]);

  const open = useCallback(
    (name: string, title?: string) => {
      setNames((before) => (before.includes(name) ? before : [...before, name]));
      if (title !== undefined) setTitles((before) => ({ ...before, [name]: title }));
      show({ room: name });
    },
    [show],
  );
  const forget = useCallback(
    (name: string) => setNames((before) => before.filter((other) => other !== name)),
    [],
  );
  const leave = useCallback(
    (name: string) => {
      forget(name);
      void client.leave(name);
    },
    [client, forget],
  );
  useRefusals(client, rooms, forget, warn);
  useEffect(() => rememberRooms(userId, names), [userId, names]);

  const active = rooms.find(({ name }) => name === shown) ?? {
    name: LOBBY,
    title: LOBBY,
    isDirect: false,
    icon: 'hash' as const,
  };
  // Until a room that the address names is opened, another one is shown.
  const target = active.name === shown ? seq : undefined;
  return useMemo(() => ({ rooms, active, target, open, leave }), [rooms, active, target, open, leave]);
}

/** The open rooms and the direct messages of the user, in which others may write first. */
function useListed(names: readonly string[], titles: Readonly<Record<string, string>>): readonly OpenRoom[] {
  const followed = useRooms();
  return useMemo(() => {
    const direct = followed.filter((room) => room.with !== undefined);
    const titleOf = (name: string) =>
      titles[name] ?? direct.find((room) => room.name === name)?.title ?? name.replace(/^@/, '');
    return [...new Set([...names, ...direct.map(({ name }) => name)])].map((name) => ({
      name,
      title: titleOf(name),
      isDirect: name.startsWith('@'),
      icon: iconOf(name),
    }));
  }, [names, titles, followed]);
}

/** The server tells private rooms by their names, too. */
function iconOf(name: string): OpenRoom['icon'] {
  if (name.startsWith('@')) return 'person';
  return name.startsWith('private.') ? 'lock' : 'hash';
}

/** Takes rooms out of the list that the server refuses, and tells why. */
function useRefusals(
  client: ChatClient,
  rooms: readonly OpenRoom[],
  forget: (name: string) => void,
  tell: (notice: string) => void,
): void {
  const listed = useRef(rooms);
  useEffect(() => {
    listed.current = rooms;
  });
  useEffect(
    () =>
      client.on('refused', ({ room: name, error }) => {
        if (name === LOBBY) return;
        const room = listed.current.find((other) => other.name === name);
        forget(name);
        tell(roomSentence(room ?? { name, title: name.replace(/^@/, '') }, error));
      }),
    [client, forget, tell],
  );
}
