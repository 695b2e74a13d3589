import type { Person } from './identity.js';
import { LIMITS } from './limits.js';
import type { LogCursor } from './log-cursor.js';
import type { VisibleEntry } from './log-entry.js';
import { utf8Length } from './utf8.js';

/** New entries for the members of a room, in the order of the log. */
export interface MessagesEvent {
  readonly type: 'messages';
  readonly room: string;
  readonly epoch: string;
  readonly entries: readonly VisibleEntry[];
}

/** Why the server ends a connection. */
export type ByeReason = 'token_expired' | 'kicked' | 'banned' | 'flooding' | 'replaced' | 'maintenance';

/** The last event on a connection before the server closes it. */
export interface ByeEvent {
  readonly type: 'bye';
  readonly reason: ByeReason;
  /** Whether the client should reconnect, with a fresh token. */
  readonly reconnect: boolean;
  /** Epoch milliseconds: when the user may connect again, if they are banned. */
  readonly until?: number;
}

/**
 * Why the server took a connection out of a room.
 * - `uninvited`: the invitation of its user was taken back.
 * - `expired`: the invitation had ended.
 * - `moderated`: a moderator decided so.
 */
export type RemovedReason = 'uninvited' | 'expired' | 'moderated';

/** A connection is no longer in a room, though it did not leave. */
export interface RemovedEvent {
  readonly type: 'removed';
  readonly room: string;
  readonly reason: RemovedReason;
}

/** A user has read a room up to a position: for their other connections. */
export interface ReadEvent extends LogCursor {
  readonly type: 'read';
  readonly room: string;
  /** Who has read. */
  readonly sender: Person;
}

/** A user was invited to a private room: for all their connections. */
export interface InvitedEvent {
  readonly type: 'invited';
  readonly room: string;
  /** Who invited them. */
  readonly sender: Person;
  /** Epoch milliseconds: when the invitation ends. */
  readonly until: number;
}

/** What a user signals to the others in a room: that they are typing, for instance. Kept nowhere. */
export interface SignalEvent {
  readonly type: 'signal';
  readonly room: string;
  /** The id of the other user, in a direct room. */
  readonly to?: string;
  readonly event: string;
  /** Anything that is JSON; absent where the user sent none. */
  readonly data?: unknown;
  readonly sender: Person;
  /** Epoch milliseconds, by the server's clock. */
  readonly sentAt: number;
}

/** Which users have come to a room, and which have gone. A hint: it may be lost, or late. */
export interface PresenceEvent {
  readonly type: 'presence';
  readonly room: string;
  readonly joined: readonly Person[];
  readonly left: readonly Person[];
  /** Epoch milliseconds, by the server's clock: of two hints about a user, the later one is right. */
  readonly sentAt: number;
  /** The room has outgrown hints: none are sent until it is smaller. */
  readonly off?: true;
}

/** All that a user had written in a room by then is gone, with their name: a client drops it. A hint, once for each room. */
export interface ErasedEvent {
  readonly type: 'erased';
  readonly room: string;
  readonly userId: string;
  /** Epoch milliseconds. The user is banned by then: what they send later, once they may again, is new. */
  readonly sentAt: number;
}

/** An event of any other type. Its fields are its own, and go over the wire as they are. */
export interface OtherEvent {
  readonly type: string;
}

/** An event that a team adds: its type holds a dot, which none of ours does. */
export interface CustomEvent extends OtherEvent {
  readonly type: `${string}.${string}`;
}

/** What the server pushes. */
export type ServerEvent =
  | MessagesEvent
  | ByeEvent
  | RemovedEvent
  | ReadEvent
  | InvitedEvent
  | SignalEvent
  | PresenceEvent
  | ErasedEvent
  | OtherEvent;

/** Whether an event carries entries of a log. */
export function isMessagesEvent(event: ServerEvent): event is MessagesEvent {
  return event.type === 'messages';
}

/** Whether an event is the last on a connection. */
export function isByeEvent(event: ServerEvent): event is ByeEvent {
  return event.type === 'bye';
}

/**
 * Makes sure that an event can be sent.
 * @throws TypeError for a type without a dot, for what is no JSON, and for one that does not fit into one frame: faults
 * of the program that made the event, not of the client
 */
export function requireSendable(event: CustomEvent): void {
  if (!event.type.includes('.')) throw new TypeError(`The event "${event.type}" has no dot in its type.`);
  const bytes = utf8Length(JSON.stringify(event));
  if (bytes > LIMITS.pageBytes) throw new TypeError(`The event "${event.type}" has ${bytes} bytes.`);
}
