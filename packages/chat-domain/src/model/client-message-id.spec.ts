import { describe, expect, it } from '@jest/globals';
import { clientMessageId } from './client-message-id.js';

describe('a client message id', () => {
  it.each(['a', '~', '#/:', 'x'.repeat(64), 'constructor'])('may be %s', (id) => {
    expect(clientMessageId(id)).toBe(id);
  });

  it.each([
    ['empty', ''],
    ['too long', 'x'.repeat(65)],
    ['with a space', 'a b'],
    ['with a line break at its end', 'a\n'],
    ['with a NUL', 'a\0'],
    ['with a DEL', '\x7f'],
    ['beyond ASCII', 'ä'],
  ])('is rejected when it is %s', (_, id) => {
    expect(() => clientMessageId(id)).toThrow(expect.objectContaining({ code: 'invalid_client_message_id' }));
  });
});
