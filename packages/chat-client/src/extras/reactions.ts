import type { Reaction } from './line.js';

/** The reactions to one message: what a page said, and what came after it. */
export type Reactions = Readonly<Record<string, Reaction>>;

/** No reactions: one object, so that nothing seems to change. */
export const NONE: Reactions = Object.freeze({});

/** One user's change. */
export interface ReactionChange {
  readonly reaction: string;
  readonly on: boolean;
  readonly sender: { readonly id: string };
}

/** The reactions after a change; the same object where it changes nothing. */
export function withChange(
  reactions: Reactions,
  { reaction, on, sender }: ReactionChange,
  selfId: string | undefined,
): Reactions {
  const all = new Map(Object.entries(reactions));
  const { count = 0, users = [], own = false } = all.get(reaction) ?? {};
  const isNamed = users.includes(sender.id);
  const isSelf = sender.id === selfId;
  if (on ? isNamed : count === 0) return reactions;
  // One who is not named may be among those whom a page counts without a name.
  const isKnown = on || isNamed || count > users.length;
  if (!isKnown) return reactions;
  const others = users.filter((id) => id !== sender.id);
  const next = on
    ? { count: count + 1, users: [...users, sender.id], own: own || isSelf }
    : { count: count - 1, users: others, own: own && !isSelf };
  if (next.count > 0) all.set(reaction, next);
  else all.delete(reaction);
  return Object.fromEntries(all);
}
