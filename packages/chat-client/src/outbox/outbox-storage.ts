import type { OutboxMessage } from './outbox-message.js';

/** Keeps pending messages over a reload. Belongs to one user and one page at a time. MUST NOT throw. */
export interface OutboxStorage {
  load(): readonly OutboxMessage[];
  save(messages: readonly OutboxMessage[]): void;
}

/** Stores nothing. */
export const noStorage: OutboxStorage = { load: () => [], save: () => undefined };

/** The part of a browser's `Storage` that an outbox needs. */
export interface TextStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

/** The farthest times from 1970 that a `Date` can hold, in milliseconds. */
const FARTHEST_TIME = 8.64e15;

/**
 * Keeps messages in the browser. Best effort: read and write errors are ignored, and so are rows that are no messages.
 * @param storage - `() => sessionStorage`, as a browser that forbids it throws at the mere name; that storage, so that
 * several tabs do not send each other's messages
 * @param key - contains the user's id, so that no user sends another's messages
 */
export function webStorage(storage: TextStorage | (() => TextStorage), key: string): OutboxStorage {
  const texts = typeof storage === 'function' ? storage : () => storage;
  return {
    load() {
      try {
        const stored: unknown = JSON.parse(texts().getItem(key) ?? '[]');
        return Array.isArray(stored) ? stored.filter(isMessage) : [];
      } catch {
        return [];
      }
    },
    save(messages) {
      try {
        texts().setItem(key, JSON.stringify(messages));
      } catch {
        // Storage is full or forbidden: the messages are still in memory.
      }
    },
  };
}

function isMessage(value: unknown): value is OutboxMessage {
  const message = value as Partial<Record<keyof OutboxMessage, unknown>> | null;
  return (
    typeof message === 'object' &&
    typeof message?.clientMessageId === 'string' &&
    (message.kind === 'message' || message.kind === 'announcement') &&
    typeof message.room === 'string' &&
    typeof message.text === 'string' &&
    typeof message.createdAt === 'number' &&
    Math.abs(message.createdAt) <= FARTHEST_TIME
  );
}
