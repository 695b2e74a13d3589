import type { Clock, Invitation, RoomRules, RoomRulesRepository } from '@serverless-ws/chat-domain';
import type { ChatTable } from './table/chat-table.js';
import { get, put, take } from './table/chat-table.js';
import type { Item } from './table/item.js';
import { expiry, lives, numberOf } from './table/item.js';
import { invitationKey, rulesKey } from './table/keys.js';

/** Slow mode of rooms, and invitations. Rejects with `ChatError` `unavailable` when DynamoDB does not respond. */
export class DynamoRoomRulesRepository implements RoomRulesRepository {
  readonly #table: ChatTable;
  readonly #clock: Clock;

  constructor({ clock, ...table }: ChatTable & { readonly clock: Clock }) {
    this.#table = table;
    this.#clock = clock;
  }

  async find(room: string): Promise<RoomRules | null> {
    const item = await get(this.#table, rulesKey(room));
    return item && { room, slowMode: numberOf(item, 's') };
  }

  async save({ room, slowMode }: RoomRules): Promise<void> {
    await put(this.#table, { ...rulesKey(room), s: slowMode });
  }

  async invite({ room, userId, expiresAt }: Invitation): Promise<number | null> {
    const key = invitationKey(room, userId);
    const isRevoked = expiresAt <= this.#clock.now();
    return this.#end(
      await (isRevoked ? take(this.#table, key) : put(this.#table, { ...key, ...expiry(expiresAt) })),
    );
  }

  async invitedUntil(room: string, userId: string): Promise<number | null> {
    return this.#end(await get(this.#table, invitationKey(room, userId)));
  }

  #end(item: Item | null): number | null {
    return lives(item, this.#clock.now()) ? numberOf(item, 'x') : null;
  }
}
