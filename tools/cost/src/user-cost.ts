import { LIMITS } from '@serverless-ws/chat-domain';
import { dollarsOf, type Usage } from './prices.js';
import type { UserLimits } from './user-limits.js';

/** Capacity units of one frame at most: what `apps/limits-e2e/src/frame-floods` finds is no more. */
export const MOST_UNITS = {
  /** Reads of a frame, a `ping` excepted: a page of the largest messages. */
  page: 13,
  /** Reads of a `ping` from a connection in a hundred rooms. */
  ping: 104,
  /** Writes of a frame that counts as a message: the largest text, the reports and a room's size included. */
  messageWrites: 9,
  /** Writes of any other: of those that join and leave a room by turns, in a hundred rooms with long names. */
  writes: 10,
} as const;

/** Assumed, not measured: seconds of a call, and bytes that it logs. */
const SECONDS_A_CALL = 0.02;
const LOGGED = 700;
/** Gigabytes of a function, as serverless.yml has them: those that send, and the others. */
const SENDER = 1;
const OTHER = 0.5;
/** Bytes of a member's row at most, and of what DynamoDB counts as one read. */
const ROW = 100;
const READ = 4_096;
/** Bytes of the largest text in its frame, with names and ids. */
const MESSAGE = LIMITS.textBytes + 512;
/** Frames that stand behind one report. */
const SAMPLED = 50;

/** Something that a user does for an hour, as often as they can. */
export interface UserCost {
  readonly what: string;
  readonly count: number;
  readonly dollars: number;
}

/** The most that one user can cost in an hour, part by part. */
export function userCost(limits: UserLimits): readonly UserCost[] {
  const call: Usage = { call: 1, gigabyteSecond: SECONDS_A_CALL * OTHER, loggedByte: LOGGED };
  const frame: Usage = { ...call, message: 2, write: MOST_UNITS.writes };
  const page = dollarsOf({ ...frame, read: MOST_UNITS.page, sentByte: LIMITS.pageBytes });
  const ping = dollarsOf({ ...frame, read: MOST_UNITS.ping });
  const message: Usage = { write: MOST_UNITS.messageWrites };
  const post: Usage = {
    message: 1,
    sentByte: MESSAGE,
    read: ROW / READ,
    gigabyteSecond: SENDER / limits.postsPerSecond,
  };
  // The authorizer and `$connect`: the head of the lobby and the state of the user, each at half the price, and the state again.
  const handshake: Usage = {
    ...{ call: 2, gigabyteSecond: 2 * SECONDS_A_CALL * OTHER, loggedByte: 2 * LOGGED },
    ...{ read: 2, write: 1 / SAMPLED },
  };
  const part = (what: string, count: number, each: number) => ({ what, count, dollars: count * each });
  return [
    part('frames, each the most costly there is', limits.frames, Math.max(page, ping)),
    part(
      'frames above them, refused',
      limits.refused,
      dollarsOf({ ...call, message: 2, write: 1 / SAMPLED }),
    ),
    part('messages of the largest size', limits.messages, dollarsOf(message)),
    part('posts of these, in large rooms', limits.posts, dollarsOf(post)),
    part('handshakes, refused', limits.handshakes, dollarsOf(handshake)),
  ];
}
