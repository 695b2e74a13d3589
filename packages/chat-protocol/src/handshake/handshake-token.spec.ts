import { describe, expect, it } from '@jest/globals';
import { handshakeToken } from './handshake-token.js';

describe('the token of a handshake', () => {
  it.each([
    ['the Authorization header as it is', 'a.b.c', undefined],
    ['the Authorization header behind Bearer', 'Bearer a.b.c', undefined],
    ['the Authorization header behind bearer and blanks', ' bearer   a.b.c ', undefined],
    ['the subprotocols', undefined, 'chat.v1, chat.jwt.a.b.c'],
    ['the subprotocols, where the Authorization header is blank', ' ', 'chat.v1, chat.jwt.a.b.c'],
    ['the Authorization header rather than the subprotocols', 'a.b.c', 'chat.v1, chat.jwt.d.e.f'],
  ])('is taken from %s', (_, authorization, subprotocols) => {
    expect(handshakeToken(authorization, subprotocols)).toBe('a.b.c');
  });

  it('is left as it is where Bearer stands elsewhere in it', () => {
    expect(handshakeToken('Token Bearer a.b.c', undefined)).toBe('Token Bearer a.b.c');
  });

  it('is null where no header carries one', () => {
    expect(handshakeToken(undefined, undefined)).toBeNull();
    expect(handshakeToken('', 'chat.v1')).toBeNull();
  });
});
