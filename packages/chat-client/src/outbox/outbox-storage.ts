import type { OutboxMessage } from './outbox-message.js';

/** Keeps pending messages over a reload. Belongs to one user and one page at a time. */
export interface OutboxStorage {
  load(): readonly OutboxMessage[];
  save(messages: readonly OutboxMessage[]): void;
}

/** Stores nothing. */
export const noStorage: OutboxStorage = { load: () => [], save: () => undefined };

/**
 * Keeps messages in the browser. Best effort: read and write errors are ignored.
 * @param storage - `sessionStorage`, so that several tabs do not send each other's messages
 * @param key - contains the user's id, so that no user sends another's messages
 */
export function webStorage(storage: Pick<Storage, 'getItem' | 'setItem'>, key: string): OutboxStorage {
  return {
    load() {
      try {
        const stored: unknown = JSON.parse(storage.getItem(key) ?? '[]');
        return Array.isArray(stored) ? stored.filter(isMessage) : [];
      } catch {
        return [];
      }
    },
    save(messages) {
      try {
        storage.setItem(key, JSON.stringify(messages));
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
    typeof message.createdAt === 'number'
  );
}
