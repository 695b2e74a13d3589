import { expect, it } from '@jest/globals';
import { LIMITS } from '../../model/limits.js';
import { entryBytes, type Message } from '../../model/log-entry.js';
import { PageBuilder } from './log-page.js';

const message = (text: string, users: number): Message => ({
  ...{ kind: 'message', seq: 1, reservedAt: 0, expiresAt: 1, id: 'm1', text },
  sender: { id: 'ada', name: 'Ada' },
  reactions: Array.from({ length: users }, (_, seq) => ({
    ...{ reaction: '👍', userId: `${'u'.repeat(120)}${seq}`, seq, on: true },
  })),
});

it('reactions count in a page as what a client is shown of them', () => {
  expect(entryBytes(message('hi', 50)) - entryBytes(message('hi', 10))).toBeLessThan(10);
});

it('a message that would not fit into a frame with its reactions comes without them', () => {
  const page = new PageBuilder(10);
  // As JSON, each of these characters takes six bytes.
  const large = message('\u0001'.repeat(5_100), 10);
  expect(entryBytes(large)).toBeGreaterThan(LIMITS.pageBytes);
  expect(page.add(large)).toBe(true);
  expect(page.entries[0]).toHaveProperty('reactions', []);
  const other = new PageBuilder(10);
  other.add(message('hi', 10));
  expect(other.entries[0]).toHaveProperty('reactions.length', 10);
});
