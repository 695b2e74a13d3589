import { afterEach, describe, expect, it } from '@jest/globals';
import { drainMicrotasks, startClient } from '@serverless-ws/chat-client/testing';
import { Window } from 'happy-dom';
import { act, StrictMode, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { ChatProvider, useChat, useRoom, useTimeline } from './index.js';

const page = new Window();
Object.assign(globalThis, { window: page, document: page.document, IS_REACT_ACT_ENVIRONMENT: true });

let root: Root | undefined;

afterEach(async () => {
  await act(async () => root?.unmount());
  root = undefined;
});

/** Renders, and returns what reads the text. */
async function rendered(node: ReactNode): Promise<() => string> {
  const element = document.createElement('div');
  root = createRoot(element);
  await act(async () => root?.render(<StrictMode>{node}</StrictMode>));
  return () => element.textContent ?? '';
}

/** Lets everything happen that is under way. */
async function settled(change: () => void | Promise<void> = () => undefined): Promise<void> {
  await act(async () => {
    await change();
    await drainMicrotasks();
  });
}

function State() {
  return <>{useChat().state.status}</>;
}

function Tea() {
  const { lines, hasOlder } = useTimeline(useRoom('tea'));
  const texts = lines.map((line) => ('text' in line ? line.text : line.kind));
  return <>{[...texts, hasOlder ? '…' : '.'].join(' ')}</>;
}

describe('ChatProvider', () => {
  it('shows the state of the connection', async () => {
    const { client, server, connect } = startClient();
    const text = await rendered(
      <ChatProvider client={client}>
        <State />
      </ChatProvider>,
    );
    expect(text()).toBe('idle');
    await settled(connect);
    expect(text()).toBe('online');
    await settled(() => server.cut());
    expect(text()).toBe('offline');
    client.close();
  });

  it('connects a client of its own, also where it is mounted twice, and closes it', async () => {
    const { server, timers } = startClient();
    const options = { url: 'ws://127.0.0.1', getToken: () => 'token', openSocket: server.openSocket, timers };
    const text = await rendered(
      <ChatProvider options={options}>
        <State />
      </ChatProvider>,
    );
    await settled();
    expect(text()).toBe('online');
    expect(server.open).toHaveLength(1);
    await act(async () => root?.unmount());
    expect(server.open).toHaveLength(0);
  });

  it('renders on a server, without a connection', () => {
    const { client } = startClient();
    const html = renderToString(
      <ChatProvider client={client}>
        <State /> <Tea />
      </ChatProvider>,
    );
    expect(html).toContain('idle');
    expect(client.state.status).toBe('idle');
  });

  it('is missed with a clear error', () => {
    expect(() => renderToString(<State />)).toThrow('There is no <ChatProvider> above this component.');
  });
});

describe('useTimeline', () => {
  it('shows the past, and what comes', async () => {
    const { client, server, connect } = startClient();
    server.say('one', { room: 'tea' });
    await connect();
    const text = await rendered(
      <ChatProvider client={client}>
        <Tea />
      </ChatProvider>,
    );
    await settled();
    expect(text()).toBe('one .');
    await settled(() => server.say('two', { room: 'tea' }));
    expect(text()).toBe('one two .');
    client.close();
  });
});
