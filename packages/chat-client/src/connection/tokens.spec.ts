import { describe, expect, it } from '@jest/globals';
import { startClient } from '../testing/start-client.js';

const MINUTE = 60_000;

describe('a stale token', () => {
  it('is replaced by a fresh one at once', async () => {
    let number = 0;
    const { client, server, connect } = startClient({
      getToken: () => {
        number += 1;
        server.welcome = number === 1 ? 401 : 'open';
        return `token-${number}`;
      },
    });
    await connect();
    expect(client.state.status).toBe('online');
    expect(server.connections.map(({ token }) => token)).toEqual(['token-1', 'token-2']);
  });

  it('may come again after one that was accepted', async () => {
    let number = 0;
    const { client, server, timers, connect } = startClient({
      getToken: () => {
        number += 1;
        server.welcome = number % 2 === 1 ? 401 : 'open';
        return `token-${number}`;
      },
    });
    await connect();
    for (let cuts = 0; cuts < 3; cuts += 1) {
      server.cut();
      await timers.advance(MINUTE);
      expect(client.state.status).toBe('online');
    }
  });

  it.each([503, 'fail'] as const)(
    'may come again after one that met a server in trouble: %s',
    async (trouble) => {
      const welcomes = [401, trouble, 401, 'open'] as const;
      let number = 0;
      const { client, server, timers, connect } = startClient({
        getToken: () => {
          server.welcome = welcomes[number] ?? 'open';
          number += 1;
          return `token-${number}`;
        },
      });
      await connect();
      await timers.advance(MINUTE);
      expect(client.state.status).toBe('online');
      expect(number).toBe(4);
    },
  );

  it('ends the client when the next one is refused too', async () => {
    const { client, server, timers, connect } = startClient();
    server.welcome = 401;
    await connect();
    expect(client.state).toEqual({ status: 'closed', reason: 'refused (401)' });
    await timers.advance(MINUTE);
    expect(server.connections).toHaveLength(2);
  });

  it('ends no session that still works', async () => {
    const { client, server, timers, connect } = startClient();
    await connect();
    server.welcome = 401;
    await timers.advance(119 * MINUTE);
    expect(client.state.status).toBe('online');
    server.cut();
    await timers.advance(MINUTE);
    expect(client.state).toEqual({ status: 'closed', reason: 'refused (401)' });
  });
});

describe('a token', () => {
  it.each(['token\n', ' token', '\ttoken\r\n'])(
    'is sent without white space around it: %j',
    async (token) => {
      const { server, connect } = startClient({ getToken: () => token });
      await connect();
      expect(server.connections.map((connection) => connection.token)).toEqual(['token']);
    },
  );

  it.each([
    ['a rejection', () => Promise.reject(new Error('secret a.b.c'))],
    [
      'an error',
      () => {
        throw new Error('secret a.b.c');
      },
    ],
    ['no string', (): string => JSON.parse('{"token":"a.b.c"}')],
    ['undefined', (): string => JSON.parse('[]')[0]],
  ])('that is %s is waited for, and its text is told to none', async (_, getToken) => {
    const { client, timers, connect } = startClient({ getToken });
    await connect();
    expect(client.state).toMatchObject({ status: 'offline', reason: 'no token' });
    expect(timers.waiting).toBe(1);
  });

  it('that no socket takes ends the client without showing it', async () => {
    const { client, connect } = startClient({
      getToken: () => 'a b.c.d',
      openSocket: () => {
        throw new SyntaxError("The subprotocol 'chat.jwt.a b.c.d' is invalid.");
      },
    });
    await connect();
    expect(client.state).toEqual({ status: 'closed', reason: 'refused' });
  });
});

describe('a handshake that fails without a status, as in browsers', () => {
  it('is said to be refused, perhaps', async () => {
    const { client, server, connect } = startClient();
    server.welcome = 'fail';
    await connect();
    expect(client.state).toMatchObject({ status: 'offline', reason: 'unreachable or refused (1006)' });
  });
});
