import type { TableClient } from '../../src/index.js';

/** What the earlier adapters run on. */
interface EarlierTable {
  readonly client: TableClient;
  readonly table: string;
  readonly clock: { now(): number };
}

/** An entry as the earlier release reads it. */
export interface EarlierEntry {
  readonly kind: string;
  readonly seq: number;
  readonly id?: string;
  readonly text?: string;
  readonly target?: { readonly seq: number; readonly id: string };
}

/** What tests use of the earlier repository of messages. */
export class DynamoMessageRepository {
  constructor(table: EarlierTable);
  head(room: string): Promise<{ readonly epoch: string; readonly seq: number } | null>;
  heads(rooms: readonly string[]): Promise<readonly { readonly seq: number }[]>;
  read(
    room: string,
    range: { from: number; to: number; order: 'ascending' | 'descending'; limit: number },
  ): Promise<readonly EarlierEntry[]>;
  find(room: string, seq: number): Promise<EarlierEntry | null>;
  reserveNext(
    room: string,
    epoch: string,
    now: number,
    keptUntil?: number,
  ): Promise<{ readonly seq: number; readonly reservedAt: number }>;
  append(room: string, entry: object): Promise<EarlierEntry | null>;
  findIdempotencyRecord(userId: string, clientMessageId: string): Promise<{ readonly seq: number } | null>;
}

/** What tests use of the earlier repository of connections. */
export class DynamoConnectionRepository {
  constructor(table: EarlierTable);
  find(connectionId: string): Promise<{ readonly identity: { readonly userId: string } } | null>;
  members(
    room: string,
    shard: number,
    options: { limit: number },
  ): Promise<{ readonly members: readonly { readonly connectionId: string }[] }>;
  recipientsOf(userId: string): Promise<readonly { readonly connectionId: string }[]>;
  leave(connectionId: string, room: string): Promise<boolean>;
}

/** What tests use of the earlier repository of moderation states. */
export class DynamoModerationStateRepository {
  constructor(table: EarlierTable);
  find(userId: string): Promise<object | null>;
}
