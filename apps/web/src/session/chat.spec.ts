import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { openChat } from './chat.js';
import { sessionByToken } from './session.js';

const jwt = (claims: object) => `h.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s`;

describe('the chat of a session', () => {
  it('connects before anything is rendered, and knows the roles in the token', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const webSocketUrl = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/local`;
    const token = jwt({ sub: 'ada', roles: ['moderator'] });
    const chat = openChat(sessionByToken(token), { webSocketUrl });
    expect([chat.client.state.status, chat.roles.current]).toEqual(['connecting', []]);
    const [{ url, headers, socket }] = (await once(server, 'upgrade')) as [IncomingMessage];
    expect([url, headers.authorization]).toEqual(['/local', `Bearer ${token}`]);
    expect(chat.roles.current).toEqual(['moderator']);
    expect([chat.isExpired(), chat.files, chat.attempt]).toEqual([false, null, 0]);
    const told = new Promise<void>((resolve) => chat.roles.subscribe(resolve));
    chat.client.close();
    await told;
    socket.destroy();
    server.close();
  });

  it('has files where the settings name a function for them', () => {
    const settings = { webSocketUrl: 'ws://127.0.0.1:1/local', attachmentsUrl: 'https://files.example' };
    const chat = openChat(sessionByToken(jwt({ sub: 'ada' })), settings, 2);
    expect([chat.files === null, chat.attempt]).toEqual([false, 2]);
    chat.client.close();
  });
});
