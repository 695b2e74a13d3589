import type { NativeAttributeValue } from '@aws-sdk/lib-dynamodb';
import type { Key } from './keys.js';

/** An item as the table holds it. */
export type Item = Readonly<Record<string, NativeAttributeValue>>;

/** An item with its key. */
export type KeyedItem = Key & Item;

/** The attributes that end an item: `x`, exact and enforced on read; `ttl`, in seconds and never before `x`. */
export interface Expiry {
  /** Epoch milliseconds. */
  readonly x: number;
  /** Epoch seconds, which is what DynamoDB's own deletion reads. */
  readonly ttl: number;
}

/** The expiry of an item that ends at `expiresAt` (epoch milliseconds). */
export function expiry(expiresAt: number): Expiry {
  return { x: expiresAt, ttl: seconds(expiresAt) };
}

/** A time (epoch milliseconds) in epoch seconds, and never before it. */
export function seconds(time: number): number {
  return Math.ceil(time / 1_000);
}

/** Whether an item is there at `now`: DynamoDB deletes expired items hours or days late. */
export function lives(item: Item | null, now: number): item is Item {
  return item !== null && numberOf(item, 'x') > now;
}

/** @throws TypeError where the table holds something else: another program wrote this item */
export function numberOf(item: Item, name: string): number {
  const value: unknown = item[name];
  if (typeof value !== 'number') throw new TypeError(`The attribute ${name} of ${where(item)} is no number.`);
  return value;
}

/** @throws TypeError where the table holds something else: another program wrote this item */
export function textOf(item: Item, name: string): string {
  const value: unknown = item[name];
  if (typeof value !== 'string') throw new TypeError(`The attribute ${name} of ${where(item)} is no text.`);
  return value;
}

/** @throws TypeError where the table holds something else: another program wrote this item */
export function textsOf(item: Item, name: string): readonly string[] {
  const value: unknown = item[name];
  if (!isTexts(value)) throw new TypeError(`The attribute ${name} of ${where(item)} is no list of texts.`);
  return value;
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

function where(item: Item): string {
  return `the item with sort key ${String(item['SK'])}`;
}
