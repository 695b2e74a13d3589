import { LIMITS, SIGNAL_LIMITS } from '@serverless-ws/chat-domain';
import { ACTIONS } from '@serverless-ws/chat-protocol';

/** The text of the nth frame of a flood. */
export type FrameKind = (nth: number) => string;

/** A time that no test reaches: the year 2100. */
const FAR = 4_102_444_800_000;
const text = 'x'.repeat(LIMITS.textBytes);

/** What makes frames of an action cost as much as they can; the rest of the actions gets what most of them take. */
const COSTLY: Readonly<Record<string, (nth: number) => object>> = {
  sendMessage: (nth) => ({ room: 'tea', text, clientMessageId: `m-${nth}` }),
  announce: () => ({ text }),
  report: () => ({ room: 'tea', seq: 1, id: 'none' }),
  react: () => ({ room: 'tea', seq: 1, id: 'none', reaction: 'x' }),
  editMessage: () => ({ room: 'tea', seq: 1, id: 'none', text }),
  listMessages: () => ({ limit: 100 }),
  joinRoom: () => ({}),
  deleteMessage: () => ({ room: 'tea', seq: 1, id: 'none' }),
  invite: (nth) => ({ room: 'private.board', userId: `user-${nth}` }),
  listRooms: () => ({ limit: 100 }),
  markRead: (nth) => ({ room: 'tea', upTo: { epoch: 'e', seq: nth + 1 } }),
  slowMode: () => ({ room: 'tea', interval: 0 }),
  signal: () => ({ room: 'tea', event: 'acme.cursor', data: 'x'.repeat(SIGNAL_LIMITS.signalDataBytes - 2) }),
};

const frame = (action: string, fields: object) => JSON.stringify({ action, ...fields });

/** Frames of every action, and frames that are none. */
export const FRAME_KINDS: Readonly<Record<string, FrameKind>> = {
  ...Object.fromEntries(
    Object.keys(ACTIONS).map((action) => [
      action,
      (nth: number) => frame(action, COSTLY[action]?.(nth) ?? { room: 'tea', userId: 'eve' }),
    ]),
  ),
  'joinRoom and leaveRoom by turns': (nth) =>
    frame(nth % 2 === 0 ? 'leaveRoom' : 'joinRoom', { room: 'tea' }),
  'ban, another end each time': (nth) => frame('ban', { userId: 'eve', until: FAR + nth }),
  'slowMode, another interval each time': (nth) => frame('slowMode', { room: 'tea', interval: nth + 1 }),
  'joinRoom, a new room each time': (nth) => frame('joinRoom', { room: `room-${nth}` }),
  'joinRoom, after a cursor': () => frame('joinRoom', { after: { epoch: 'e', seq: 1 } }),
  'listMessages, back from a position': () =>
    frame('listMessages', { before: { epoch: 'e', seq: 30 }, limit: 100 }),
  'an action that does not exist': () => frame('constructor', {}),
  'no JSON': () => 'hello',
  'an empty text': () => '',
};

/** Kinds that count as messages, and are limited as such. */
export const MESSAGES =
  /^(?:sendMessage|announce|editMessage|react|report|invite|block|unblock|deleteMessage|.*each time)/;

/** The kinds that only the budget of frames limits. */
export const CHEAP_KINDS: readonly FrameKind[] = Object.entries(FRAME_KINDS).flatMap(([name, kind]) =>
  MESSAGES.test(name) ? [] : [kind],
);
