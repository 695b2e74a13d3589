import type { RoomKind } from './room-kind.js';

/**
 * What a policy decides about: one use case each, except deleting, which has a rule of its own for one's own messages, and
 * sending and what else is broadcast, which have one more for crowded rooms.
 */
export const POLICY_ACTIONS = [
  'sendMessage',
  'sendToCrowd',
  'editMessage',
  'react',
  'report',
  'announce',
  'joinRoom',
  'leaveRoom',
  'listMessages',
  'ping',
  'markRead',
  'listRooms',
  'browseRooms',
  'signal',
  'who',
  'invite',
  'deleteOwnMessage',
  'deleteMessage',
  'kick',
  'ban',
  'mute',
  'slowMode',
  'block',
  'unblock',
  'sanctionExempt',
] as const;

/**
 * What a user may request; actions that a team adds hold a dot (`acme.wave`). `sanctionExempt` is no request: a user
 * who has it cannot be kicked, banned or muted.
 */
export type Action = (typeof POLICY_ACTIONS)[number] | `${string}.${string}`;

/**
 * The decision of the policy.
 * - `granted`: always.
 * - `joined`: if the connection is in the room.
 * - `invited`: if the user was invited to the room.
 * - `refused`: never.
 */
export type Access = 'granted' | 'joined' | 'invited' | 'refused';

/**
 * Access by role. Two ranks are not roles and cannot come from a token: `@everybody`, which all users have, and
 * `@member`, which users have whose roles name the room as `room:<name>`. The widest access of several counts.
 */
export type Row = Readonly<Record<string, Access>>;

/** Access to one action, by kind of room and role. */
export type ActionAccess = Readonly<Partial<Record<RoomKind, Row>>>;

/** Access by action, kind of room and role. What is not in it is refused. */
export type AccessTable = Readonly<Partial<Record<Action, ActionAccess>>>;

const allUsers: Row = { '@everybody': 'granted' };
const joined: Row = { '@everybody': 'joined' };
const moderators: Row = { moderator: 'granted', admin: 'granted' };
const admins: Row = { admin: 'granted' };
/** In every room that a request can name. */
const everywhere = (row: Row): ActionAccess => ({ lobby: row, public: row, private: row });
/** For both users of a direct room, and for no other: a request leads to the room of its caller alone. */
const bothUsers = { direct: allUsers } as const;

/** For users who are in the room. */
export const inside: ActionAccess = { lobby: allUsers, public: joined, private: joined };

/** For all users, in and out of the room. */
export const anywhere: ActionAccess = everywhere(allUsers);

/** For moderators and admins. */
export const moderatorsOnly: ActionAccess = everywhere(moderators);

/** For admins. */
export const adminsOnly: ActionAccess = everywhere(admins);

/**
 * All users talk in the lobby and in public rooms, and with any other user; private rooms are for members, invited users,
 * moderators and admins; only admins announce. Moderators moderate every room but direct ones, and cannot sanction admins.
 */
export const DEFAULT_TABLE: AccessTable = {
  sendMessage: { ...inside, ...bothUsers },
  // Asked only where the operator says from how many members on a room is crowded.
  sendToCrowd: moderatorsOnly,
  // One's own messages alone, whatever the role.
  editMessage: { ...inside, ...bothUsers },
  react: { ...inside, ...bothUsers },
  report: { ...inside, ...bothUsers },
  announce: { lobby: admins },
  joinRoom: {
    lobby: allUsers,
    public: allUsers,
    private: { '@everybody': 'invited', '@member': 'granted', ...moderators },
  },
  leaveRoom: { public: allUsers, private: allUsers },
  listMessages: { ...inside, ...bothUsers },
  ping: { ...anywhere, ...bothUsers },
  markRead: { ...inside, ...bothUsers },
  listRooms: anywhere,
  browseRooms: anywhere,
  signal: { ...inside, ...bothUsers },
  // A room's members are not told outside.
  who: inside,
  invite: { private: { '@member': 'joined', ...moderators } },
  // A moderator who has left a room may delete their own messages there, as they may those of others.
  deleteOwnMessage: {
    lobby: allUsers,
    public: { ...joined, ...moderators },
    private: { ...joined, ...moderators },
    ...bothUsers,
  },
  deleteMessage: moderatorsOnly,
  kick: moderatorsOnly,
  ban: moderatorsOnly,
  mute: moderatorsOnly,
  slowMode: moderatorsOnly,
  block: anywhere,
  unblock: anywhere,
  sanctionExempt: adminsOnly,
};
