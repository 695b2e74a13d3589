import { ChatClient } from '../chat-client.js';
import type { ChatClientOptions } from '../chat-client-options.js';
import { FakeServer } from './fake-server.js';
import { FakeTimers, drainMicrotasks } from './fake-timers.js';

/** A client on a fake server, with its recorded events. */
export function startClient(options: Partial<ChatClientOptions> = {}) {
  const timers = new FakeTimers();
  const server = new FakeServer(() => timers.now());
  let changed: (isOnline: boolean) => void = () => undefined;
  const client = new ChatClient({
    url: 'ws://127.0.0.1',
    getToken: () => 'token',
    openSocket: server.openSocket,
    timers,
    random: () => 0.5,
    network: {
      onChange(callback) {
        changed = callback;
        return () => (changed = () => undefined);
      },
    },
    ...options,
  });
  const states: string[] = [];
  const texts: string[] = [];
  client.on('state', ({ status }) => states.push(status));
  client.on('message', ({ entry }) => texts.push('text' in entry ? entry.text : entry.kind));
  return {
    client,
    server,
    timers,
    states,
    texts,
    /** The network comes back. */
    networkIsBack: () => changed(true),
    /** The network goes. */
    networkIsGone: () => changed(false),
    async connect() {
      client.connect();
      await drainMicrotasks();
    },
  };
}
