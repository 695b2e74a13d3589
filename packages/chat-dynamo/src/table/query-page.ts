import type { ReadOptions } from '@serverless-ws/chat-domain';
import type { ChatTable } from './chat-table.js';
import { calling } from './chat-table.js';
import type { Item } from './item.js';
import type { Key } from './keys.js';

/** A part of a partition. */
export interface QueryRange {
  readonly partition: string;
  /** Sort keys between these two, both included; all when left out. */
  readonly between?: readonly [low: string, high: string];
  readonly descending?: boolean;
}

/** Which page of the range. */
export interface QueryPageOptions extends ReadOptions {
  /** Items that are read at most; 1 MB ends a page too. */
  readonly limit?: number;
  /** The sort key after which the page starts. */
  readonly after?: string;
  /** The attributes to return; all when left out. Costs the same, but the response is shorter. */
  readonly attributes?: readonly string[];
}

/** A page of items; `next` is where the following one starts, absent on the last. */
export interface QueryPage {
  readonly items: readonly Item[];
  readonly next?: string;
}

/** Reads one page of a partition. */
export async function queryPage(
  { client, table }: ChatTable,
  { partition, between, descending = false }: QueryRange,
  { limit, after, attributes, consistent = true }: QueryPageOptions = {},
): Promise<QueryPage> {
  const start: Key | undefined = after === undefined ? undefined : { PK: partition, SK: after };
  const call = client.call('Query', {
    TableName: table,
    KeyConditionExpression: between ? 'PK = :p AND SK BETWEEN :low AND :high' : 'PK = :p',
    ExpressionAttributeValues: {
      ':p': partition,
      ...(between ? { ':low': between[0], ':high': between[1] } : {}),
    },
    ScanIndexForward: !descending,
    ConsistentRead: consistent,
    ...(limit === undefined ? {} : { Limit: limit }),
    ...(attributes === undefined ? {} : { ProjectionExpression: attributes.join(', ') }),
    ...(start === undefined ? {} : { ExclusiveStartKey: start }),
  });
  const { Items: items = [], LastEvaluatedKey: last } = await calling(call);
  const next: unknown = last?.['SK'];
  return typeof next === 'string' ? { items, next } : { items };
}
