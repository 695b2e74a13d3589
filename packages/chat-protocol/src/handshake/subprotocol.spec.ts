import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { selectSubprotocol, SUBPROTOCOL, subprotocolsFor, tokenFromSubprotocols } from './subprotocol.js';

const TOKEN = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjMifQ.s1gn-ature_';

describe('the token in the subprotocol', () => {
  it('travels beside chat.v1', () => {
    expect(subprotocolsFor(TOKEN)).toEqual(['chat.v1', `chat.jwt.${TOKEN}`]);
    expect(tokenFromSubprotocols(`chat.v1, chat.jwt.${TOKEN}`)).toBe(TOKEN);
    expect(tokenFromSubprotocols(`chat.jwt.${TOKEN},chat.v1`)).toBe(TOKEN);
  });

  it('is found bare, alone or beside chat.v1', () => {
    expect(tokenFromSubprotocols(TOKEN)).toBe(TOKEN);
    expect(tokenFromSubprotocols(`chat.v1, ${TOKEN}`)).toBe(TOKEN);
  });

  it('is preferred behind its prefix', () => {
    expect(tokenFromSubprotocols(`a.b.c, chat.jwt.${TOKEN}`)).toBe(TOKEN);
  });

  it('is absent where none is offered', () => {
    for (const header of [
      undefined,
      '',
      'chat.v1',
      'graphql-ws, chat.v1',
      'chat.jwt.',
      ',,',
      'one.of.four.parts',
    ]) {
      expect(tokenFromSubprotocols(header)).toBeNull();
    }
  });

  it('comes back unchanged, and is legal in the header, whatever the JWT', () => {
    const part = fc.base64String({ minLength: 4 }).map((text) => text.replace(/[+/=]/g, '_'));
    fc.assert(
      fc.property(fc.tuple(part, part, part), (parts) => {
        const token = parts.join('.');
        const offered = subprotocolsFor(token);
        expect(offered.join()).toMatch(/^[\w!#$%&'*+\-.^`|~,]+$/);
        expect(tokenFromSubprotocols(offered.join(', '))).toBe(token);
      }),
    );
  });
});

describe('the selected subprotocol', () => {
  it('is chat.v1 where that was offered', () => {
    expect(selectSubprotocol(subprotocolsFor(TOKEN).join(', '))).toBe(SUBPROTOCOL);
  });

  it('is none otherwise, and never the token', () => {
    for (const header of [undefined, '', TOKEN, `chat.jwt.${TOKEN}`, 'chat.v10', 'graphql-ws']) {
      expect(selectSubprotocol(header)).toBeNull();
    }
  });
});
