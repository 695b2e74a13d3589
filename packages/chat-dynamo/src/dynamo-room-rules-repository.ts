import type { Clock, Invitation, RoomRules, RoomRulesRepository } from '@serverless-ws/chat-domain';
import type { ChatTable } from './table/chat-table.js';
import { get, put, take } from './table/chat-table.js';
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

  async invite({ room, userId, expiresAt }: Invitation): Promise<void> {
    const key = invitationKey(room, userId);
    if (expiresAt <= this.#clock.now()) await take(this.#table, key);
    else await put(this.#table, { ...key, ...expiry(expiresAt) });
  }

  async isInvited(room: string, userId: string): Promise<boolean> {
    return lives(await get(this.#table, invitationKey(room, userId)), this.#clock.now());
  }
}
