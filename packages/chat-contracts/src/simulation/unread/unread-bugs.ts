import { intercept } from '@serverless-ws/chat-domain/in-memory';
import type { UnreadPorts } from './unread-stores.js';

/** Injects a bug into a simulation of what is unread; called once for each simulation. */
export type InjectUnreadBug = () => (ports: UnreadPorts) => UnreadPorts;

/** Bugs that the property must find. Each removes one mechanism. */
export const UNREAD_BUGS = {
  /** A deletion takes a position as a message does. */
  'deletions-count': () => (ports) => ({
    ...ports,
    messages: intercept(ports.messages, ({ method, args, proceed }) => {
      if (method !== 'reserveNext') return proceed();
      const [room, epoch, now, keptUntil] = args;
      const end = typeof keptUntil === 'number' ? keptUntil : undefined;
      return ports.messages.reserveNext(String(room), String(epoch), Number(now), end, 'message');
    }),
  }),
  /** Readers fill positions, and do not note them. */
  'no-notes': () => (ports) => ({
    ...ports,
    messages: intercept(ports.messages, ({ method, proceed }) =>
      method === 'noteUnsent' ? Promise.resolve() : proceed(),
    ),
  }),
  /** A position is noted when it is found empty, and filled after that. */
  'notes-before-filling': () => (ports) => ({
    ...ports,
    messages: intercept(ports.messages, async ({ method, args, proceed }) => {
      const [room, entry] = args;
      if (method === 'append' && isFiller(entry)) {
        const epoch = (await ports.messages.head(String(room)))?.epoch ?? '';
        await ports.messages.noteUnsent(String(room), epoch, { add: [entry.seq], drop: [] });
      }
      return proceed();
    }),
  }),
  /** A mark remembers no count of its position. */
  'marks-without-a-count': () => (ports) => ({
    ...ports,
    userRooms: intercept(ports.userRooms, ({ method, args, proceed }) => {
      if (method !== 'mark') return proceed();
      const [userId, room, mark, options] = args;
      return Reflect.apply(ports.userRooms.mark, ports.userRooms, [
        userId,
        room,
        { ...Object(mark), nonMessages: 0 },
        options,
      ]);
    }),
  }),
  /** The last mark wins. */
  'last-mark-wins': () => (ports) => ({
    ...ports,
    userRooms: intercept(ports.userRooms, async ({ method, args, proceed }) => {
      if (method !== 'mark') return proceed();
      const [userId, room, mark, options] = args;
      await ports.userRooms.unfollow(String(userId), String(room));
      const first = { ...Object(options), known: null };
      return Reflect.apply(ports.userRooms.mark, ports.userRooms, [userId, room, mark, first]);
    }),
  }),
  /** A mark of another epoch counts as a later one, whichever that is. */
  'any-epoch-is-later': () => (ports) => ({
    ...ports,
    userRooms: intercept(ports.userRooms, async ({ method, args, proceed }) => {
      if (method !== 'mark') return proceed();
      const [userId, room, mark, options] = args;
      const there = await ports.userRooms.find(String(userId), String(room));
      const known = { ...Object(options), known: there?.mark?.epoch ?? null };
      return Reflect.apply(ports.userRooms.mark, ports.userRooms, [userId, room, mark, known]);
    }),
  }),
} satisfies Record<string, InjectUnreadBug>;

function isFiller(entry: unknown): entry is { readonly seq: number } {
  return typeof entry === 'object' && entry !== null && 'kind' in entry && entry.kind === 'filler';
}
