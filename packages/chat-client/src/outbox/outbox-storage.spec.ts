import { describe, expect, it } from '@jest/globals';
import type { OutboxMessage } from './outbox-message.js';
import { webStorage } from './outbox-storage.js';

const message: OutboxMessage = {
  clientMessageId: 'c1',
  kind: 'message',
  room: 'lobby',
  text: 'hi',
  createdAt: 1,
  status: 'waiting',
};

function storageOf(stored: Map<string, string>) {
  return {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
  };
}

describe('the outbox in web storage', () => {
  it('survives a reload', () => {
    const stored = new Map<string, string>();
    webStorage(storageOf(stored), 'outbox:ada').save([message]);
    expect(webStorage(storageOf(stored), 'outbox:ada').load()).toEqual([message]);
    expect(webStorage(storageOf(stored), 'outbox:bob').load()).toEqual([]);
  });

  it('ignores stored text of another format', () => {
    for (const text of ['', 'not JSON', '{}', 'null', '[null, 7, {"text":"hi"}]']) {
      expect(webStorage(storageOf(new Map([['k', text]])), 'k').load()).toEqual([]);
    }
  });

  it('costs a bad row, and no other', () => {
    const absurd = [null, 8.64e15 + 1, -1e300, '1', undefined].map((createdAt) => ({
      ...message,
      createdAt,
    }));
    const rows = [
      ...absurd,
      message,
      { ...message, text: 7 },
      { ...message, clientMessageId: 'c2', createdAt: 0 },
    ];
    const text = JSON.stringify(rows).replace('"createdAt":"1"', '"createdAt":1e999');
    const loaded = webStorage(storageOf(new Map([['k', text]])), 'k').load();
    expect(loaded.map(({ clientMessageId }) => clientMessageId)).toEqual(['c1', 'c2']);
  });

  it('works where the storage throws as soon as it is touched', () => {
    const forbidden = () => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    };
    expect(webStorage(forbidden, 'k').load()).toEqual([]);
    expect(() => webStorage(forbidden, 'k').save([message])).not.toThrow();
  });

  it('is looked for when it is needed', () => {
    const stored = new Map<string, string>();
    webStorage(() => storageOf(stored), 'k').save([message]);
    expect(webStorage(() => storageOf(stored), 'k').load()).toEqual([message]);
  });

  it('works without storage', () => {
    const broken = {
      getItem: () => {
        throw new Error('forbidden');
      },
      setItem: () => {
        throw new Error('full');
      },
    };
    expect(webStorage(broken, 'k').load()).toEqual([]);
    expect(() => webStorage(broken, 'k').save([message])).not.toThrow();
  });
});
