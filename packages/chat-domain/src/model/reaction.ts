import { ChatError } from './chat-error.js';
import { LIMITS } from './limits.js';
import { isWellFormed, utf8Length } from './utf8.js';
import { hasVisibleCharacter } from './visible.js';

/** The last change that a user made of one reaction to a message. */
export interface ReactionMark {
  /** An emoji, or a name such as `+1`. */
  readonly reaction: string;
  readonly userId: string;
  /** The position of the entry that announced the change. */
  readonly seq: number;
  /** Whether the user has this reaction; `false`: took it back. */
  readonly on: boolean;
}

/** What a client is shown of one reaction to a message. */
export interface ReactionCount {
  /** How many users have it. */
  readonly count: number;
  /** The ids of those who had it first, ten at most. */
  readonly users: readonly string[];
  /** Whether the reader has it. */
  readonly own: boolean;
}

/** What a store keeps of a mark besides the reaction and the user, in bytes, at most. */
const MARK_BYTES = 12;

/**
 * A reaction, unchanged: 1 to 64 bytes of UTF-8 with a visible character, without white space and controls.
 * @throws ChatError `bad_request`
 */
export function reactionText(value: string): string {
  const isReaction =
    utf8Length(value) <= LIMITS.reactionTextBytes &&
    hasVisibleCharacter(value) &&
    isWellFormed(value) &&
    !/[\p{White_Space}\p{Cc}]/u.test(value);
  if (isReaction) return value;
  throw new ChatError(
    'bad_request',
    `"reaction" is no visible text of up to ${LIMITS.reactionTextBytes} bytes.`,
  );
}

/**
 * Makes sure that a message has room for another reaction: 20 different ones at most, and 8 KB of marks. What a user has
 * changed before takes no more room. Asked before a position is reserved: reactions that come at once may exceed it a little.
 * @throws ChatError `too_many_reactions`
 */
export function requireRoomForReaction(
  marks: readonly ReactionMark[],
  { reaction, userId }: Pick<ReactionMark, 'reaction' | 'userId'>,
): void {
  if (marks.some((mark) => mark.reaction === reaction && mark.userId === userId)) return;
  const different = new Set(marks.flatMap((mark) => (mark.on ? [mark.reaction] : [])));
  const bytes = [...marks, { reaction, userId }].reduce((sum, mark) => sum + markBytes(mark), 0);
  const isFull = !different.has(reaction) && different.size >= LIMITS.reactions;
  if (!isFull && bytes <= LIMITS.reactionBytes) return;
  throw new ChatError('too_many_reactions', 'This message has no room for another reaction.');
}

function markBytes({ reaction, userId }: Pick<ReactionMark, 'reaction' | 'userId'>): number {
  return utf8Length(reaction) + utf8Length(userId) + MARK_BYTES;
}

/**
 * The reactions of a message as a client is shown them, in the order in which they were first given.
 * @param reader - the id of the user who reads
 */
export function reactionCounts(
  marks: readonly ReactionMark[],
  reader: string,
): Readonly<Record<string, ReactionCount>> {
  const users = new Map<string, string[]>();
  for (const { reaction, userId } of marks.filter(({ on }) => on).sort((a, b) => a.seq - b.seq)) {
    users.set(reaction, [...(users.get(reaction) ?? []), userId]);
  }
  return Object.fromEntries(
    [...users].map(([reaction, ids]) => [
      reaction,
      { count: ids.length, users: ids.slice(0, LIMITS.reactionUsers), own: ids.includes(reader) },
    ]),
  );
}
