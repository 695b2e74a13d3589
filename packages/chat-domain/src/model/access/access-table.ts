import type { RoomKind } from './room-kind.js';

/** What somebody may ask for; one use case each, but for deleting, which has one rule for one's own messages. */
export const ACTIONS = [
  'sendMessage',
  'announce',
  'joinRoom',
  'leaveRoom',
  'listMessages',
  'ping',
  'invite',
  'deleteOwnMessage',
  'deleteMessage',
  'kick',
  'ban',
  'mute',
  'slowMode',
  'sanctionExempt',
] as const;

/** What somebody may ask for. `sanctionExempt` is no request: whom it is granted, nobody can kick, ban or mute. */
export type Action = (typeof ACTIONS)[number];

/**
 * The answer of the policy.
 * - `granted`: at once.
 * - `joined`: if the connection is in the room.
 * - `invited`: if the user was invited to the room.
 * - `refused`: not at all.
 */
export type Access = 'granted' | 'joined' | 'invited' | 'refused';

/**
 * Access by role. Two ranks are not roles and cannot come from a token: `@everybody`, which all have, and `@member`,
 * which those have whose roles name the room as `room:<name>`. Whoever has several gets the best of them.
 */
export type Row = Readonly<Record<string, Access>>;

/** Access by action, kind of room and role. What is not in it is refused. */
export type AccessTable = Readonly<Partial<Record<Action, Readonly<Partial<Record<RoomKind, Row>>>>>>;

const everybody: Row = { '@everybody': 'granted' };
const whoeverIsIn: Row = { '@everybody': 'joined' };
const moderators: Row = { moderator: 'granted', admin: 'granted' };
const admins: Row = { admin: 'granted' };
const everywhere = (row: Row) => ({ lobby: row, public: row, private: row });
const inside = { lobby: everybody, public: whoeverIsIn, private: whoeverIsIn };

/**
 * Everybody talks in the lobby and in public rooms; private rooms are for members, whom they invite, moderators and
 * admins; only admins announce. Moderators keep order, everywhere, and cannot be turned on admins.
 */
export const DEFAULT_TABLE: AccessTable = {
  sendMessage: inside,
  announce: { lobby: admins },
  joinRoom: {
    lobby: everybody,
    public: everybody,
    private: { '@everybody': 'invited', '@member': 'granted', ...moderators },
  },
  leaveRoom: { public: everybody, private: everybody },
  listMessages: inside,
  ping: everywhere(everybody),
  invite: { private: { '@member': 'joined', ...moderators } },
  // A moderator who has left a room may not do less with their own message there than with that of others.
  deleteOwnMessage: {
    lobby: everybody,
    public: { ...whoeverIsIn, ...moderators },
    private: { ...whoeverIsIn, ...moderators },
  },
  deleteMessage: everywhere(moderators),
  kick: everywhere(moderators),
  ban: everywhere(moderators),
  mute: everywhere(moderators),
  slowMode: everywhere(moderators),
  sanctionExempt: everywhere(admins),
};
