import type { Clock, Invitation, RoomRules, RoomRulesRepository } from '@serverless-ws/chat-domain';
import type { ChatTable } from './table/chat-table.js';
import { get, put, take, update } from './table/chat-table.js';
import { orNone } from './items/moderation-state-item.js';
import type { Item } from './table/item.js';
import { expiry, lives, numberOf, textOf } from './table/item.js';
import { invitationKey, invitedKey, rulesKey } from './table/keys.js';
import { readBatch } from './table/read-batch.js';

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
    return item && { room, slowMode: orNone(item, 's'), members: orNone(item, 'n') };
  }

  async saveSlowMode(room: string, interval: number): Promise<void> {
    await this.#set(room, 's', interval);
  }

  async saveMembers(room: string, members: number): Promise<void> {
    await this.#set(room, 'n', members);
  }

  async invite({ room, userId, expiresAt }: Invitation): Promise<number | null> {
    const [key, byUser] = [invitationKey(room, userId), invitedKey(userId, room)];
    if (expiresAt <= this.#clock.now()) {
      const revoked = await take(this.#table, key);
      await take(this.#table, byUser);
      return this.#end(revoked);
    }
    // The user's own row first: by it the invitation is found when the user is erased.
    await put(this.#table, { ...byUser, ...expiry(expiresAt) });
    return this.#end(await put(this.#table, { ...key, ...expiry(expiresAt) }));
  }

  async invitedUntil(room: string, userId: string): Promise<number | null> {
    return this.#end(await get(this.#table, invitationKey(room, userId)));
  }

  async invitedTo(userId: string, rooms: readonly string[]): Promise<readonly string[]> {
    const keys = [...new Set(rooms)].map((room) => invitationKey(room, userId));
    const items = await readBatch(this.#table, keys, { consistent: false });
    return items
      .filter((item) => this.#end(item) !== null)
      .map((item) => textOf(item, 'PK').slice('I#'.length));
  }

  #end(item: Item | null): number | null {
    return lives(item, this.#clock.now()) ? numberOf(item, 'x') : null;
  }

  async #set(room: string, attribute: 's' | 'n', value: number): Promise<void> {
    const change = { expression: `SET ${attribute} = :value`, values: { ':value': value } };
    await update(this.#table, rulesKey(room), change);
  }
}
