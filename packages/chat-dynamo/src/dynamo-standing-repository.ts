import type {
  Attempt,
  Clock,
  NotedAttempt,
  Sanction,
  Standing,
  StandingRepository,
} from '@serverless-ws/chat-domain';
import { orNone, shift, slowAttribute, standingOf } from './items/standing-item.js';
import type { ChatTable, Condition } from './table/chat-table.js';
import { get, update } from './table/chat-table.js';
import type { Item } from './table/item.js';
import { standingKey } from './table/keys.js';

/** Milliseconds that a standing is kept after it was made, or after its last sanction has ended. */
const KEPT = 2 * 86_400_000;

/**
 * Standings, one item of less than 1 KB a user, so that an attempt costs one write unit. Rejects with `ChatError`
 * `unavailable` when DynamoDB does not answer.
 */
export class DynamoStandingRepository implements StandingRepository {
  readonly #table: ChatTable;
  readonly #clock: Clock;

  constructor({ clock, ...table }: ChatTable & { readonly clock: Clock }) {
    this.#table = table;
    this.#clock = clock;
  }

  async find(userId: string): Promise<Standing | null> {
    const item = await get(this.#table, standingKey(userId));
    return item === null ? null : standingOf(userId, item);
  }

  async note(attempt: Attempt): Promise<NotedAttempt> {
    const { userId, room, at, keep, slowMode } = attempt;
    const shifted = this.#shifted(at, keep);
    if (slowMode <= 0)
      return { standing: standingOf(userId, await this.#note(userId, shifted), keep), notBefore: 0 };
    const slow = slowAttribute(room);
    const taken = await update(
      this.#table,
      standingKey(userId),
      {
        expression: `${shifted.expression}, #slow = :at`,
        values: { ...shifted.values, ':past': at - slowMode },
        names: { ...shifted.names, '#slow': slow },
      },
      'attribute_not_exists(#slow) OR #slow <= :past',
    );
    if (taken !== null) return { standing: standingOf(userId, taken, keep), notBefore: 0 };
    const refused = await this.#note(userId, shifted);
    return { standing: standingOf(userId, refused, keep), notBefore: orNone(refused, slow) + slowMode };
  }

  async sanction(userId: string, sanction: Sanction): Promise<void> {
    const [name, until] =
      'mutedUntil' in sanction
        ? (['m', sanction.mutedUntil] as const)
        : (['b', sanction.bannedUntil] as const);
    const set = { expression: `SET ${name} = :until`, values: { ':until': until } };
    // The item's end only ever moves away, so that of two sanctions the longer one keeps both.
    const later = await update(
      this.#table,
      standingKey(userId),
      {
        expression: `${set.expression}, #ttl = :ttl`,
        values: { ...set.values, ':ttl': ends(Math.max(until, this.#clock.now())) },
        names: { '#ttl': 'ttl' },
      },
      'attribute_not_exists(#ttl) OR #ttl < :ttl',
    );
    if (later === null) await update(this.#table, standingKey(userId), set);
  }

  #shifted(at: number, keep: number): Condition & { readonly values: Item } {
    const { expression, values } = shift(at, keep);
    return {
      // Kept from when it was made: moving the end with each attempt could shorten that of a sanction.
      expression: `${expression}, #ttl = if_not_exists(#ttl, :ttl)`,
      values: { ...values, ':ttl': ends(at) },
      names: { '#ttl': 'ttl' },
    };
  }

  async #note(userId: string, change: Condition): Promise<Item> {
    return (await update(this.#table, standingKey(userId), change)) ?? {};
  }
}

/** When an item that holds something until then may be deleted, in epoch seconds. */
function ends(until: number): number {
  return Math.ceil((until + KEPT) / 1_000);
}
