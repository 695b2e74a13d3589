import type { ReadOptions } from '@serverless-ws/chat-domain';
import type { TableClient } from '../table-client.js';
import type { Item, KeyedItem } from './item.js';
import type { Key } from './keys.js';
import { translated } from './unavailable.js';

/** The table, and the client that calls it. */
export interface ChatTable {
  /** A `SdkTableClient`, a `MinimalDocumentClient`, or another client with its own timeouts. */
  readonly client: TableClient;
  /** The name of the table. */
  readonly table: string;
}

/** A condition on the item that is written, with the values it names. */
export interface Condition {
  readonly expression: string;
  readonly values?: Item;
  /** Attribute names that an expression may not contain literally, by their `#placeholder`. */
  readonly names?: Readonly<Record<string, string>>;
}

/** Runs a call; see {@link translated} for the errors. */
export async function calling<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw translated(error);
  }
}

/** Reads one item. */
export async function get(
  { client, table }: ChatTable,
  key: Key,
  { consistent = true }: ReadOptions = {},
): Promise<Item | null> {
  const call = client.call('GetItem', { TableName: table, Key: key, ConsistentRead: consistent });
  return (await calling(call)).Item ?? null;
}

/** Writes an item, whatever is there; returns what it replaced. */
export async function put({ client, table }: ChatTable, item: KeyedItem): Promise<Item | null> {
  const call = client.call('PutItem', { TableName: table, Item: item, ReturnValues: 'ALL_OLD' });
  return (await calling(call)).Attributes ?? null;
}

/** Writes an item if the one there meets the condition; tells whether. */
export async function putIf(
  { client, table }: ChatTable,
  item: KeyedItem,
  condition: Condition,
): Promise<boolean> {
  const call = client.call('PutItem', { TableName: table, Item: item, ...conditional(condition) });
  return (await unlessRefused(call)) !== null;
}

/** Writes an item if the one there meets the condition; returns what it replaced, if anything, or `null` if it does not. */
export async function replaceIf(
  { client, table }: ChatTable,
  item: KeyedItem,
  condition: Condition,
): Promise<{ readonly replaced: Item | null } | null> {
  const input = { TableName: table, Item: item, ...conditional(condition), ReturnValues: 'ALL_OLD' } as const;
  const written = await unlessRefused(client.call('PutItem', input));
  return written && { replaced: written.Attributes ?? null };
}

/** Deletes an item, if it meets the condition; returns what was there. */
export async function take(
  { client, table }: ChatTable,
  key: Key,
  condition?: Condition,
): Promise<Item | null> {
  const only = condition === undefined ? {} : conditional(condition);
  const call = client.call('DeleteItem', { TableName: table, Key: key, ...only, ReturnValues: 'ALL_OLD' });
  return (await unlessRefused(call))?.Attributes ?? null;
}

/** Changes an item, atomically, if it meets the condition; returns what it is now, or `null` if it does not. */
export async function update(
  { client, table }: ChatTable,
  key: Key,
  change: Condition,
  condition?: string,
): Promise<Item | null> {
  const input = { ...changed(table, key, change, condition), ReturnValues: 'ALL_NEW' } as const;
  return (await unlessRefused(client.call('UpdateItem', input)))?.Attributes ?? null;
}

/** Changes an item as {@link update} does; returns what it was before, if anything, or `null` if the condition fails. */
export async function updateOld(
  { client, table }: ChatTable,
  key: Key,
  change: Condition,
  condition?: string,
): Promise<{ readonly replaced: Item | null } | null> {
  const input = { ...changed(table, key, change, condition), ReturnValues: 'ALL_OLD' } as const;
  const written = await unlessRefused(client.call('UpdateItem', input));
  return written && { replaced: written.Attributes ?? null };
}

function changed(table: string, key: Key, { expression, values, names }: Condition, condition?: string) {
  return {
    TableName: table,
    Key: key,
    UpdateExpression: expression,
    ...(condition === undefined ? {} : { ConditionExpression: condition }),
    ...(values === undefined ? {} : { ExpressionAttributeValues: values }),
    ...(names === undefined ? {} : { ExpressionAttributeNames: names }),
  };
}

function conditional({ expression, values, names }: Condition) {
  return {
    ConditionExpression: expression,
    ...(values === undefined ? {} : { ExpressionAttributeValues: values }),
    ...(names === undefined ? {} : { ExpressionAttributeNames: names }),
  };
}

/** `null` where the condition was not met. */
async function unlessRefused<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call;
  } catch (error) {
    // By name: an error from another copy of the SDK is no `instanceof` of ours.
    if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return null;
    throw translated(error);
  }
}
