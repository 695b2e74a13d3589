import type { Message, ReactionMark } from '@serverless-ws/chat-domain';
import type { Condition } from '../table/chat-table.js';
import { numberOf, seconds, textOf, type Item } from '../table/item.js';
import { TTL_ATTRIBUTE } from '../table-definition.js';

// The reactions to a message are one item. Its attributes: "Stored attributes" in the package's README.

/** What the names of marks begin with. The reaction follows, then a space, which no reaction holds, and the user's id. */
const MARK = 'r#';

/** The message that reactions are of. */
export type ReactedMessage = Pick<Message, 'seq' | 'id' | 'expiresAt'>;

/**
 * The attributes that every change sets. `x` is in the past, so that a release that knows no reactions passes the item over
 * as one that has expired; `z` is when it does.
 */
function base({ seq, id, expiresAt }: ReactedMessage): Item {
  return { i: id, q: seq, x: 0, z: expiresAt, [TTL_ATTRIBUTE]: seconds(expiresAt) };
}

/** The item of a message with one mark. */
export function reactionsItem(target: ReactedMessage, mark: ReactionMark): Item {
  return { ...base(target), [markName(mark)]: stampOf(mark) };
}

/** The update that sets a mark, and the condition: no other message's item is there, and no later mark. */
export function markChange(
  target: ReactedMessage,
  mark: ReactionMark,
): { readonly change: Condition; readonly condition: string } {
  const attributes = Object.entries(base(target)).map(([name, value]) => [`:${name}`, value]);
  return {
    change: {
      expression: 'SET #mark = :mark, i = :i, q = :q, x = :x, z = :z, #ttl = :ttl',
      values: { ...Object.fromEntries(attributes), ':mark': stampOf(mark) },
      names: { '#mark': markName(mark), '#ttl': TTL_ATTRIBUTE },
    },
    condition: 'attribute_not_exists(PK) OR (i = :i AND (attribute_not_exists(#mark) OR #mark < :mark))',
  };
}

/** The marks of an item that has not expired at `now` (epoch milliseconds); none where it is of another message. */
export function marksOf(item: Item | null | undefined, id: string, now: number): readonly ReactionMark[] {
  if (item === null || item === undefined) return [];
  if (textOf(item, 'i') !== id || numberOf(item, 'z') <= now) return [];
  return Object.keys(item).flatMap((name) => (name.startsWith(MARK) ? [markOf(item, name)] : []));
}

/** The attributes of an item that hold the marks of a user. */
export function markNamesOf(item: Item, userId: string): readonly string[] {
  return Object.keys(item).filter((name) => name.startsWith(MARK) && markOf(item, name).userId === userId);
}

/** 2·seq, and one more where the reaction is on: a later change is a higher number. */
function stampOf({ seq, on }: ReactionMark): number {
  return 2 * seq + (on ? 1 : 0);
}

function markName({ reaction, userId }: ReactionMark): string {
  return `${MARK}${reaction} ${userId}`;
}

function markOf(item: Item, name: string): ReactionMark {
  const space = name.indexOf(' ');
  const stamp = numberOf(item, name);
  return {
    reaction: name.slice(MARK.length, space),
    userId: name.slice(space + 1),
    seq: Math.floor(stamp / 2),
    on: stamp % 2 === 1,
  };
}
