// TypeScript as Node resolves it: an adapter written against a port, and the contracts as data.
import type { Clock, Connection, ConnectionRepository, LogEntry } from '@serverless-ws/chat-domain';
import { createChat, isVisible, type ChatPorts } from '@serverless-ws/chat-domain';
import { InMemoryConnectionRepository, ManualClock } from '@serverless-ws/chat-domain/in-memory';
import type { TestFunction } from '@serverless-ws/chat-contracts';
import type { ClientFrame, ServerFrame } from '@serverless-ws/chat-protocol';
import type { it as vitestIt } from 'vitest';

const clock: Clock = new ManualClock();
const connections: ConnectionRepository = new InMemoryConnectionRepository(clock);
const found: Promise<Connection | null> = connections.find('c1');

/** The `it` of Vitest is one that contracts take. */
export const fits: (runner: typeof vitestIt) => TestFunction = (runner) => runner;

export function wired(ports: ChatPorts) {
  return createChat(ports).sendMessage;
}

export function textOf(entry: LogEntry): string {
  if (!isVisible(entry)) return '';
  return entry.kind === 'message' || entry.kind === 'announcement' ? entry.text : entry.kind;
}

export function answer(frame: ServerFrame): string {
  switch (frame.type) {
    case 'error':
      return frame.code;
    case 'messages':
      return frame.messages.map(({ seq }) => seq).join();
    default:
      return frame.type;
  }
}

const ping: ClientFrame = { action: 'ping' };
// @ts-expect-error an action that does not exist is a type error
const wrong: ClientFrame = { action: 'pong' };
await found;
console.log('nodenext ok', ping.action, wrong.action);
