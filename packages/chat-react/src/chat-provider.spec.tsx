import { afterEach, describe, expect, it } from '@jest/globals';
import { startClient } from '@serverless-ws/chat-client/testing';
import { renderToString } from 'react-dom/server';
import { hydrateRoot } from 'react-dom/client';
import { opened, rendered, settled, unmounted } from '../test/page.js';
import {
  ChatProvider,
  useChat,
  useMembers,
  useRoom,
  useRooms,
  useTimeline,
  useTyping,
  useUnread,
} from './index.js';

afterEach(unmounted);

function State() {
  const { state, user } = useChat();
  return <>{[state.status, user.name ?? '?'].join(' ')}</>;
}

/** Everything of a room. */
function Tea() {
  const room = useRoom('tea');
  const { lines } = useTimeline(room);
  const shown = [lines.length, useTyping(room).users.length, useMembers(room).count, useUnread(room).count];
  return <>{[...shown, useRooms().length].join(' ')}</>;
}

describe('ChatProvider', () => {
  it('shows the state of the connection, and the user in the token', async () => {
    const payload = Buffer.from(JSON.stringify({ sub: 'ada', name: 'Ada' })).toString('base64url');
    const { client, server, connect } = startClient({ getToken: () => `e30.${payload}.s` });
    const text = await rendered(
      <ChatProvider client={client}>
        <State />
      </ChatProvider>,
    );
    expect(text()).toBe('idle ?');
    await settled(connect);
    expect(text()).toBe('online Ada');
    await settled(() => server.cut());
    expect(text()).toBe('offline Ada');
  });

  it('connects a client of its own, also where it is mounted twice, and closes it', async () => {
    const { server, timers } = startClient();
    const options = { url: 'ws://127.0.0.1', getToken: () => 'token', openSocket: server.openSocket, timers };
    const text = await rendered(
      <ChatProvider options={options}>
        <State /> <Tea />
      </ChatProvider>,
    );
    expect(text()).toMatch(/^online/);
    expect(server.open).toHaveLength(1);
    expect(server.of('joinRoom').map(({ room }) => room)).toContain('tea');
    await unmounted();
    expect(server.open).toHaveLength(0);
  });

  it('leaves a client of the app open', async () => {
    const { client } = await opened(<Tea />);
    await unmounted();
    expect(client.state.status).toBe('online');
  });

  it('renders on a server, where nothing connects, joins or asks', () => {
    const { client, server } = startClient();
    const html = renderToString(
      <ChatProvider client={client}>
        <State /> <Tea />
      </ChatProvider>,
    );
    expect(html).toContain('idle ?');
    expect(html).toContain('0 0 0 0 0');
    expect(client.cursor('tea')).toBeNull();
    expect(server.received).toEqual([]);
  });

  it('goes on in the browser with what a server rendered', async () => {
    const { client, server, connect } = startClient();
    const chat = (
      <ChatProvider client={client}>
        <State /> <Tea />
      </ChatProvider>
    );
    const element = document.createElement('div');
    element.innerHTML = renderToString(chat);
    const complaints: unknown[] = [];
    server.say('one', { room: 'tea' });
    await settled(() =>
      hydrateRoot(element, chat, { onRecoverableError: (error) => complaints.push(error) }),
    );
    await settled(connect);
    expect(complaints).toEqual([]);
    expect(element.textContent).toBe('online ? 1 0 1 0 0');
  });

  it('is missed with a clear error', () => {
    expect(() => renderToString(<State />)).toThrow('There is no <ChatProvider> above this component.');
  });
});
