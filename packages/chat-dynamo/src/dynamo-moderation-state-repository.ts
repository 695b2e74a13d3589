import type {
  Attempt,
  Clock,
  FrameCount,
  ReadOptions,
  RecordedAttempt,
  RecordedFrames,
  Sanction,
  ModerationState,
  ModerationStateRepository,
} from '@serverless-ws/chat-domain';
import {
  counted,
  countedByMinute,
  countsOf,
  minuteCountsOf,
  orNone,
  slowAttribute,
  moderationStateOf,
  withoutExpiredCounters,
} from './items/moderation-state-item.js';
import type { ChatTable } from './table/chat-table.js';
import { get, update } from './table/chat-table.js';
import type { Item } from './table/item.js';
import { moderationStateKey } from './table/keys.js';

/** Milliseconds that a state is kept after it was made, or after its last sanction has ended. */
const KEPT = 2 * 86_400_000;
/** Expired counters that an item may keep: with them it stays below 1 KB, which is one write unit. */
const MAX_EXPIRED_COUNTERS = 25;

/**
 * Moderation states, one item of less than 1 KB a user, so that an attempt costs one write unit. Rejects with
 * `ChatError` `unavailable` when DynamoDB does not respond.
 */
export class DynamoModerationStateRepository implements ModerationStateRepository {
  readonly #table: ChatTable;
  readonly #clock: Clock;

  constructor({ clock, ...table }: ChatTable & { readonly clock: Clock }) {
    this.#table = table;
    this.#clock = clock;
  }

  async find(userId: string, options?: ReadOptions): Promise<ModerationState | null> {
    const item = await get(this.#table, moderationStateKey(userId), options);
    return item === null ? null : moderationStateOf(userId, item);
  }

  async recordAttempt(attempt: Attempt): Promise<RecordedAttempt> {
    const { userId, room, at, window, slowMode } = attempt;
    const slow = slowAttribute(room);
    const taken = await this.#count(attempt, slowMode > 0 ? slow : null);
    const item = taken ?? (await this.#count(attempt, null)) ?? {};
    await this.#tidy(item, attempt);
    return {
      state: moderationStateOf(userId, item),
      attempts: countsOf(item, at, window),
      notBefore: taken === null ? orNone(item, slow) + slowMode : 0,
      posts: minuteCountsOf(item, 'p', at),
    };
  }

  async recordFrames({ userId, at, frames }: FrameCount): Promise<RecordedFrames> {
    const { add, remove } = countedByMinute('f', at);
    const change = {
      expression: `ADD ${add} :frames SET #ttl = if_not_exists(#ttl, :ttl) REMOVE ${remove}`,
      values: { ':frames': frames, ':ttl': ends(at) },
      names: { '#ttl': 'ttl' },
    };
    const item = (await update(this.#table, moderationStateKey(userId), change)) ?? {};
    return { state: moderationStateOf(userId, item), frames: minuteCountsOf(item, 'f', at) };
  }

  async sanction(userId: string, sanction: Sanction): Promise<void> {
    const [name, until] = attributeOf(sanction);
    const set = { expression: `SET ${name} = :until`, values: { ':until': until } };
    // The item's TTL is only ever extended, so that with two sanctions the later end applies.
    const later = await update(
      this.#table,
      moderationStateKey(userId),
      {
        expression: `${set.expression}, #ttl = :ttl`,
        values: { ...set.values, ':ttl': ends(Math.max(until, this.#clock.now())) },
        names: { '#ttl': 'ttl' },
      },
      'attribute_not_exists(#ttl) OR #ttl < :ttl',
    );
    if (later === null) await update(this.#table, moderationStateKey(userId), set);
  }

  /** @returns the item as it is now, or `null` where slow mode allows no attempt yet */
  #count({ userId, at, window, slowMode, posts = 0 }: Attempt, slow: string | null): Promise<Item | null> {
    const { add, remove } = counted(at, window, posts);
    // The TTL is set once, at creation: setting it with each attempt could shorten that of a sanction.
    const set = `SET #ttl = if_not_exists(#ttl, :ttl)${slow === null ? '' : ', #slow = :at'}`;
    const change = {
      expression: `${add} ${set} ${remove}`,
      values: {
        ':one': 1,
        ...(posts > 0 && { ':posts': posts }),
        ':ttl': ends(at),
        ...(slow !== null && { ':at': at, ':past': at - slowMode }),
      },
      names: { '#ttl': 'ttl', ...(slow !== null && { '#slow': slow }) },
    };
    const condition = slow === null ? undefined : 'attribute_not_exists(#slow) OR #slow <= :past';
    return update(this.#table, moderationStateKey(userId), change, condition);
  }

  /** Removes expired counters: one more write, in one of dozens of calls. A failure is left to the next cleanup. */
  async #tidy(item: Item, { userId, at, window }: Attempt): Promise<void> {
    const expired = withoutExpiredCounters(item, at, window, MAX_EXPIRED_COUNTERS);
    if (expired !== null) await update(this.#table, moderationStateKey(userId), expired).catch(() => null);
  }
}

/** The attribute of a sanction, and its value. */
function attributeOf(sanction: Sanction): readonly [name: string, until: number] {
  if ('mutedUntil' in sanction) return ['m', sanction.mutedUntil];
  if ('bannedUntil' in sanction) return ['b', sanction.bannedUntil];
  return ['c', sanction.pausedUntil];
}

/** The `ttl` of an item whose content is valid until `until` (epoch milliseconds), in epoch seconds. */
function ends(until: number): number {
  return Math.ceil((until + KEPT) / 1_000);
}
