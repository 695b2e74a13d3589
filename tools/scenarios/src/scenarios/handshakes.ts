import assert from 'node:assert/strict';
import { Refused, type SocketOptions } from '../chat-socket.js';
import type { Scenario, Visit } from '../scenario.js';

const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The same claims without a signature. */
function unsigned(token: string): string {
  return `${base64({ alg: 'none', typ: 'JWT' })}.${token.split('.')[1]}.`;
}

/** The same claims and header with a signature of another token. */
function tampered(token: string): string {
  const [header = '', payload = '', signature = ''] = token.split('.');
  return [header, payload, [...signature].reverse().join('')].join('.');
}

async function refused(chat: Visit, options: SocketOptions): Promise<void> {
  const { unauthorized = 401 } = chat.target;
  await assert.rejects(
    chat.open(options),
    (error) => error instanceof Refused && error.status === unauthorized,
  );
}

const withToken = (token: string): SocketOptions => ({ headers: { Authorization: token } });

/** Who gets in, and who does not. */
export const handshakes: readonly Scenario[] = [
  {
    name: 'a token is taken from the Authorization header as it is',
    run: async (chat) => (await chat.connect(chat.target.token, 'raw')).alive(),
  },
  {
    name: 'a token is taken from the Authorization header behind "Bearer"',
    run: async (chat) => (await chat.connect(chat.target.token, 'bearer')).alive(),
  },
  {
    name: 'a token is taken from the subprotocols, and the answer is chat.v1, never the token',
    run: async (chat) => {
      const socket = await chat.connect(chat.target.token, 'subprotocol');
      assert.equal(socket.subprotocol, 'chat.v1');
      await socket.alive();
    },
  },
  { name: 'without a token the handshake is refused with 401', run: (chat) => refused(chat, {}) },
  {
    name: 'with something that is no token the handshake is refused with 401',
    run: (chat) => refused(chat, withToken('Bearer let-me-in')),
  },
  {
    name: 'with a signature that does not fit the handshake is refused with 401',
    run: (chat) => refused(chat, withToken(tampered(chat.target.token))),
  },
  {
    name: 'with "alg: none" the handshake is refused with 401',
    run: (chat) => refused(chat, withToken(unsigned(chat.target.token))),
  },
  {
    name: 'with a token that ran out the handshake is refused with 401',
    needs: ['mint'],
    run: (chat) => refused(chat, withToken(chat.mint({ expiresIn: -60 }))),
  },
  {
    name: 'with another algorithm than the configured one the handshake is refused with 401',
    needs: ['mint'],
    run: (chat) => refused(chat, withToken(chat.mint({ algorithm: 'HS512' }))),
  },
  {
    name: 'under an id that looks like another, or like nothing, the handshake is refused with 401',
    needs: ['mint'],
    run: async (chat) => {
      for (const sub of ['123\ufe0f', '123\u3164', 'zoe\u0308', '\u0430da', '\u202e321'])
        await refused(chat, withToken(chat.mint({ sub })));
    },
  },
  {
    name: 'a refused handshake does not reach $connect',
    needs: ['inside'],
    run: async (chat) => {
      const before = chat.target.inside?.connects();
      await refused(chat, {});
      await refused(chat, withToken(unsigned(chat.target.token)));
      assert.equal(chat.target.inside?.connects(), before);
    },
  },
];
