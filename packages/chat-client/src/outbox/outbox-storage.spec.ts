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
