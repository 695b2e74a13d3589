import type { EventFrame } from '../descriptors/define-event.js';
import { ack } from './ack.js';
import { bye } from './bye.js';
import { done } from './done.js';
import { erased } from './erased.js';
import { error } from './error.js';
import { invited } from './invited.js';
import { joined } from './joined.js';
import { left } from './left.js';
import { members } from './members.js';
import { messages } from './messages.js';
import { page } from './page.js';
import { pong } from './pong.js';
import { presence } from './presence.js';
import { read } from './read.js';
import { removed } from './removed.js';
import { rooms } from './rooms.js';
import { signalled } from './signalled.js';

/** Every event of this protocol, by its type. A name from the wire is looked up by `Object.hasOwn`. */
export const EVENTS = {
  ...{ ack, messages, joined, page, left, removed, pong, done, bye, error },
  ...{ rooms, read, invited, signal: signalled, members, presence, erased },
} as const;

/** The type of a server frame. */
export type ServerFrameType = keyof typeof EVENTS;

/** What a server sends; discriminated by `type`. */
export type ServerFrame = EventFrame<(typeof EVENTS)[ServerFrameType]>;

/** The frame of one type. */
export type ServerFrameOf<Type extends ServerFrameType> = Extract<ServerFrame, { type: Type }>;
